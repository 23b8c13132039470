// Its timers count CPU time, which stands still while it waits for itself. Verdict: deadlock on pipe.
#include <signal.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

int main(void) {
  const struct itimerval profile = {.it_value = {.tv_sec = 100}};
  const struct itimerspec limit = {.it_value = {.tv_sec = 100}};
  struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGUSR1};
  timer_t timer;
  int ends[2];
  char byte;
  setitimer(ITIMER_PROF, &profile, NULL);
  timer_create(CLOCK_PROCESS_CPUTIME_ID, &event, &timer);
  timer_settime(timer, 0, &limit, NULL);
  pipe(ends);
  read(ends[0], &byte, 1);
  return 0;
}
