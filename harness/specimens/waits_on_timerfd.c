// Reads a timerfd: a wait for time, not for a process. Verdict: passed.
#include <stdint.h>
#include <stdio.h>
#include <sys/timerfd.h>
#include <unistd.h>

int main(void) {
  struct itimerspec soon = {.it_value = {.tv_nsec = 50000000}};
  uint64_t turns = 0;
  int timer = timerfd_create(CLOCK_MONOTONIC, 0);
  timerfd_settime(timer, 0, &soon, NULL);
  read(timer, &turns, sizeof turns);
  printf("%d\n", (int)turns);
  return 0;
}
