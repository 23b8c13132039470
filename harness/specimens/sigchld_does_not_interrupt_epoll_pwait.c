// Children end while epoll_pwait waits with a mask of its own: it still returns 0 by its timeout. Verdict: passed.
#include "exiting_children.h"

#include <signal.h>
#include <sys/epoll.h>

int main(void) {
  struct epoll_event got;
  sigset_t none;
  int set = epoll_create1(0);
  sigemptyset(&none);
  start_children();
  print_result(epoll_pwait(set, &got, 1, 100, &none));
  reap_children();
  return 0;
}
