// A child stops itself; its parent sees that and continues it. Verdict: passed.
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  int status;
  pid_t child = fork();
  if (child == 0) _exit(raise(SIGSTOP));
  waitpid(child, &status, WUNTRACED);
  printf("%s\n", WIFSTOPPED(status) ? "stopped" : "not stopped");
  kill(child, SIGCONT);
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}
