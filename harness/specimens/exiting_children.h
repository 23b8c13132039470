// Children that end 10, 20 and 30 ms from now. Their SIGCHLD is neither caught nor blocked: to an untraced parent it makes no
// difference at all.
#ifndef EXITING_CHILDREN_H
#define EXITING_CHILDREN_H
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static inline void start_children(void) {
  for (unsigned i = 1; i <= 3; ++i)
    if (fork() == 0) {
      usleep(i * 10000);
      _exit(0);
    }
}

static inline void reap_children(void) {
  while (wait(NULL) > 0) continue;
}

// "0", or the error's name.
static inline void print_result(long result) { printf("%s\n", result == 0 ? "0" : result > 0 ? "more" : strerrorname_np(errno)); }
#endif
