// Asks poll with a timeout of 0 again and again. Verdict: busy-wait.
#include <poll.h>
#include <unistd.h>

int main(void) {
  int ends[2];
  pipe(ends);
  struct pollfd wanted = {.fd = ends[0], .events = POLLIN};
  while (poll(&wanted, 1, 0) == 0) continue;
  return 0;
}
