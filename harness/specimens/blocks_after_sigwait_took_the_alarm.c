// Its alarm is taken by sigwait, and no handler ever runs; then it waits for itself. Verdict: deadlock on pipe.
#include <signal.h>
#include <unistd.h>

int main(void) {
  int ends[2];
  int taken;
  char byte;
  sigset_t alarms;
  sigemptyset(&alarms);
  sigaddset(&alarms, SIGALRM);
  sigprocmask(SIG_BLOCK, &alarms, NULL);
  alarm(1);
  sigwait(&alarms, &taken);
  pipe(ends);
  read(ends[0], &byte, 1);
  return 0;
}
