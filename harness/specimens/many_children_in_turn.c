// Makes 300 children, one after the other; told how many descriptors it may have, it looks whether that is so. Verdict: passed.
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int count, char** words) {
  struct rlimit descriptors;
  int ended = 0;
  getrlimit(RLIMIT_NOFILE, &descriptors);
  if (count > 1 && descriptors.rlim_cur != strtoul(words[1], NULL, 10)) return 1;
  for (int i = 0; i < 300; ++i) {
    const pid_t child = fork();
    if (child == 0) _exit(0);
    if (waitpid(child, NULL, 0) == child) ++ended;
  }
  printf("%d\n", ended);
  return 0;
}
