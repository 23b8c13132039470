// After close(0) the number 0 is a pipe of its own, and a read of it no longer waits for the harness. Verdict: deadlock on pipe.
#include <unistd.h>

int main(void) {
  int ends[2];
  char byte;
  close(0);
  pipe(ends);
  read(0, &byte, 1);
  return 0;
}
