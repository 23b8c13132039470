// Reads a timerfd that nobody has set. Verdict: deadlock on timer.
#include <stdint.h>
#include <sys/timerfd.h>
#include <unistd.h>

int main(void) {
  uint64_t turns;
  read(timerfd_create(CLOCK_MONOTONIC, 0), &turns, sizeof turns);
  return 0;
}
