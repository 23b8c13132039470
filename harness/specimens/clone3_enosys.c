// clone3 keeps its flags in memory, where a filter cannot see them: it does not exist here. Verdict: passed.
#define _GNU_SOURCE
#include <errno.h>
#include <linux/sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  struct clone_args arguments = {.exit_signal = SIGCHLD};
  long child = syscall(SYS_clone3, &arguments, sizeof arguments);
  if (child == 0) _exit(0);
  printf("%s\n", child > 0 ? "made" : strerrorname_np(errno));
  wait(NULL);
  return 0;
}
