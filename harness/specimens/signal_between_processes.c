// A child ends its parent's sigwait with kill. Verdict: passed.
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  sigset_t wanted;
  int got = 0;
  sigemptyset(&wanted);
  sigaddset(&wanted, SIGUSR1);
  sigprocmask(SIG_BLOCK, &wanted, NULL);
  if (fork() == 0) _exit(kill(getppid(), SIGUSR1) != 0);
  sigwait(&wanted, &got);
  wait(NULL);
  printf("%s\n", got == SIGUSR1 ? "SIGUSR1" : "another");
  return 0;
}
