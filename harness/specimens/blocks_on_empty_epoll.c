// Waits on an epoll instance that watches nothing, and nobody is there who could change that. Verdict: deadlock on epoll.
#include <sys/epoll.h>

int main(void) {
  struct epoll_event event;
  epoll_wait(epoll_create1(0), &event, 1, -1);
  return 0;
}
