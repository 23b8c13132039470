// Children end while epoll_wait waits: it still returns 0 by its timeout, not EINTR. Verdict: passed.
#include "exiting_children.h"

#include <sys/epoll.h>

int main(void) {
  struct epoll_event got;
  int set = epoll_create1(0);
  start_children();
  print_result(epoll_wait(set, &got, 1, 100));
  reap_children();
  return 0;
}
