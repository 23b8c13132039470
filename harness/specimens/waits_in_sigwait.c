// Waits for a signal by sigwait; only the harness is there to send one. Verdict: waits-for-input on signal.
#include <signal.h>
#include <stddef.h>

int main(void) {
  sigset_t wanted;
  int got;
  sigemptyset(&wanted);
  sigaddset(&wanted, SIGUSR1);
  sigprocmask(SIG_BLOCK, &wanted, NULL);
  sigwait(&wanted, &got);
  return 0;
}
