// Children end while sigtimedwait waits for another signal: it still times out (EAGAIN). Verdict: passed.
#include "exiting_children.h"

#include <signal.h>

int main(void) {
  struct timespec timeout = {.tv_nsec = 100000000};
  sigset_t wanted;
  sigemptyset(&wanted);
  sigaddset(&wanted, SIGUSR1);
  sigprocmask(SIG_BLOCK, &wanted, NULL);
  start_children();
  print_result(sigtimedwait(&wanted, NULL, &timeout));
  reap_children();
  return 0;
}
