// Waits for standard input, held open, in poll without a timeout. Verdict: waits-for-input on input.
#include <poll.h>

int main(void) {
  struct pollfd wanted = {.fd = 0, .events = POLLIN};
  poll(&wanted, 1, -1);
  return 0;
}
