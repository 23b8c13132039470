// A child sends SIGWINCH, which its parent has blocked and waits for: sigwait gets it. Verdict: passed.
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  sigset_t awaited;
  int taken = 0;
  sigemptyset(&awaited);
  sigaddset(&awaited, SIGWINCH);
  sigprocmask(SIG_BLOCK, &awaited, NULL);
  if (fork() == 0) return kill(getppid(), SIGWINCH);
  sigwait(&awaited, &taken);
  wait(NULL);
  printf("%s\n", taken == SIGWINCH ? "SIGWINCH" : "another");
  return 0;
}
