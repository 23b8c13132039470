// A program that waits for SIGCHLD itself, by sigtimedwait, must get it. Verdict: passed.
#include "exiting_children.h"

#include <signal.h>

int main(void) {
  struct timespec timeout = {.tv_sec = 5};
  sigset_t wanted;
  sigemptyset(&wanted);
  sigaddset(&wanted, SIGCHLD);
  sigprocmask(SIG_BLOCK, &wanted, NULL);
  start_children();
  printf("%s\n", sigtimedwait(&wanted, NULL, &timeout) == SIGCHLD ? "SIGCHLD" : "no SIGCHLD");
  reap_children();
  return 0;
}
