// Polls a listening socket and a connection. Verdict: deadlock on tcp.
#include <poll.h>

#include "tcp_pair.h"

int main(void) {
  struct sockaddr_in name;
  int server = listening(&name, 5), client = connected(&name), end = accept(server, NULL, NULL);
  struct pollfd watched[] = {{.fd = server, .events = POLLIN}, {.fd = end, .events = POLLIN}};
  poll(watched, 2, -1);
  close(client);
  return 0;
}
