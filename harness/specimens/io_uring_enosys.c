// io_uring does calls that nobody sees: it does not exist here. Verdict: passed.
#define _GNU_SOURCE
#include <errno.h>
#include <linux/io_uring.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(void) {
  struct io_uring_params parameters = {0};
  long ring = syscall(SYS_io_uring_setup, 1, &parameters);
  printf("%s\n", ring >= 0 ? "made" : strerrorname_np(errno));
  return 0;
}
