// Watches a listening socket and a connection. Verdict: deadlock on tcp.
#include <sys/epoll.h>

#include "tcp_pair.h"

int main(void) {
  struct sockaddr_in name;
  int set = epoll_create1(0), server = listening(&name, 5), client = connected(&name), end = accept(server, NULL, NULL);
  struct epoll_event of_server = {.events = EPOLLIN, .data.fd = server}, of_end = {.events = EPOLLIN, .data.fd = end}, got;
  epoll_ctl(set, EPOLL_CTL_ADD, server, &of_server);
  epoll_ctl(set, EPOLL_CTL_ADD, end, &of_end);
  epoll_wait(set, &got, 1, -1);
  close(client);
  return 0;
}
