// Says what a role inherits: the contract's, whatever the harness was started with. Verdict: passed.
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void print_signals(void) {
  struct sigaction action;
  sigset_t mask;
  int special = 0, blocked = 0;
  sigprocmask(SIG_BLOCK, NULL, &mask);
  for (int i = 1; i <= 64; ++i) {
    if (sigaction(i, NULL, &action) == 0 && action.sa_handler != SIG_DFL) ++special;
    if (sigismember(&mask, i) == 1) ++blocked;
  }
  printf("signals: %d not default, %d blocked\n", special, blocked);
}

int main(void) {
  char line[256];
  struct stat about;
  print_signals();
  printf("umask %03o, descriptors", umask(0));
  for (int fd = 0; fd < 1024; ++fd)
    if (fcntl(fd, F_GETFD) >= 0) printf(" %d", fd);
  printf("\ninput %s, %s\n", fstat(0, &about) == 0 && S_ISFIFO(about.st_mode) ? "pipe" : "no pipe",
         getsid(0) == getpid() ? "own session" : "foreign session");
  printf("%s, %s %s\n", geteuid() != 0 ? "a user" : "root", getenv("LC_ALL"), getenv("TZ"));
  FILE* status = fopen("/proc/self/status", "r");
  while (status != NULL && fgets(line, sizeof line, status) != NULL)
    if (strncmp(line, "CapEff:", 7) == 0) printf("capabilities %llx\n", strtoull(line + 7, NULL, 16));
  return 0;
}
