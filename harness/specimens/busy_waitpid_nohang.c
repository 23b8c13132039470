// Asks for a child that cannot end before this process writes, again and again. Verdict: busy-wait.
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  int ends[2];
  char byte;
  pipe(ends);
  if (fork() == 0) _exit(read(ends[0], &byte, 1) < 0);
  while (waitpid(-1, NULL, WNOHANG) == 0) continue;
  return 0;
}
