// The vfork child waits for its parent, who cannot run before the child has gone (state D, not S). Verdict: deadlock on pipe.
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  int ends[2];
  char byte;
  pipe(ends);
  if (vfork() == 0) {
    read(ends[0], &byte, 1);
    _exit(0);
  }
  write(ends[1], "x", 1);
  wait(NULL);
  return 0;
}
