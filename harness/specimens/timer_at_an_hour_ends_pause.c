// A timer that is set for an hour of the clock, beside another that is deleted: its signal ends a pause. Verdict: passed.
#include <signal.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

static void note(int signal_number) { (void)signal_number; }

int main(void) {
  struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGUSR1};
  struct itimerspec hour = {0};
  timer_t timer;
  timer_t other;
  signal(SIGUSR1, note);
  timer_create(CLOCK_REALTIME, &event, &timer);
  timer_create(CLOCK_MONOTONIC, &event, &other);
  clock_gettime(CLOCK_REALTIME, &hour.it_value);
  ++hour.it_value.tv_sec;
  timer_settime(timer, TIMER_ABSTIME, &hour, NULL);
  timer_delete(other);
  pause();
  printf("rang\n");
  return 0;
}
