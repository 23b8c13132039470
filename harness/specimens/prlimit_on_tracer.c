// Limits of another process, here the tracer's (by hand: core dumps of your shell), cannot be set. Verdict: passed.
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

int main(void) {
  struct rlimit nothing = {0};
  int result = prlimit(getppid(), RLIMIT_CORE, &nothing, NULL);
  printf("%s\n", result == 0 ? "set" : strerrorname_np(errno));
  return 0;
}
