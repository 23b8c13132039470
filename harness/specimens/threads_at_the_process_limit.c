// As many children as are allowed, and a thread beside them, which is no process. Verdict: passed.
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static void* nothing(void* it) { return it; }

int main(int count, char** words) {
  const int children = count > 1 ? atoi(words[1]) : 1;
  int ends[2];
  char byte;
  pthread_t thread;
  pipe(ends);
  for (int i = 0; i < children; ++i) {
    if (fork() != 0) continue;
    close(ends[1]);
    read(ends[0], &byte, 1);
    _exit(0);
  }
  printf("%d\n", pthread_create(&thread, NULL, nothing, NULL));
  pthread_join(thread, NULL);
  close(ends[1]);
  while (wait(NULL) > 0) continue;
  return 0;
}
