// Children end while recv waits under SO_RCVTIMEO: it still times out (EAGAIN). Verdict: passed.
#include "exiting_children.h"

#include <sys/socket.h>
#include <sys/time.h>

int main(void) {
  struct timeval timeout = {.tv_usec = 100000};
  int ends[2];
  char byte;
  socketpair(AF_UNIX, SOCK_STREAM, 0, ends);
  setsockopt(ends[0], SOL_SOCKET, SO_RCVTIMEO, &timeout, sizeof timeout);
  start_children();
  print_result(recv(ends[0], &byte, 1, 0));
  reap_children();
  return 0;
}
