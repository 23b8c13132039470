// The parent waits for its child, the child for the end of a pipe that the parent has not closed. Verdict: deadlock on child.
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  int ends[2];
  char byte;
  pipe(ends);
  if (fork() == 0) {
    close(ends[1]);
    while (read(ends[0], &byte, 1) > 0) continue;
    _exit(0);
  }
  close(ends[0]);
  wait(NULL);
  close(ends[1]);
  return 0;
}
