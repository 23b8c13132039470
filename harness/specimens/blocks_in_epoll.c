// A wait on an epoll instance is a wait on what it watches, here a pipe of its own. Verdict: deadlock on pipe.
#include <sys/epoll.h>
#include <unistd.h>

int main(void) {
  int ends[2];
  int set = epoll_create1(EPOLL_CLOEXEC);
  struct epoll_event wanted = {.events = EPOLLIN}, got;
  pipe(ends);
  epoll_ctl(set, EPOLL_CTL_ADD, ends[0], &wanted);
  epoll_wait(set, &got, 1, -1);
  return 0;
}
