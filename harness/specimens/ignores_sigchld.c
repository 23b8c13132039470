// With SIGCHLD ignored children are reaped by the kernel: no zombie. Verdict: passed.
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  signal(SIGCHLD, SIG_IGN);
  if (fork() == 0) _exit(0);
  printf("%d\n", (int)wait(NULL));
  return 0;
}
