// Sleeps for ever in poll of nothing: pause, spelt otherwise. Verdict: waits-for-input on signal.
#include <poll.h>
#include <stddef.h>

int main(void) {
  poll(NULL, 0, -1);
  return 0;
}
