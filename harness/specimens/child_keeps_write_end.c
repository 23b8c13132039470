// The child waits for the end of a pipe whose write end it still holds: an edge from it to itself. Verdict: deadlock on pipe.
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  int ends[2];
  char byte;
  pipe(ends);
  if (fork() == 0) {
    while (read(ends[0], &byte, 1) > 0) continue;
    _exit(0);
  }
  close(ends[0]);
  write(ends[1], "Hello", 5);
  close(ends[1]);
  wait(NULL);
  return 0;
}
