// Waits in poll, without a timeout, for a pipe that only it could write to. Verdict: deadlock on pipe.
#include <poll.h>
#include <unistd.h>

int main(void) {
  int ends[2];
  pipe(ends);
  struct pollfd wanted = {.fd = ends[0], .events = POLLIN};
  poll(&wanted, 1, -1);
  return 0;
}
