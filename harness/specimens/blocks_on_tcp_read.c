// Reads from a connection whose other end is its own, too. Verdict: deadlock on tcp.
#include "tcp_pair.h"

int main(void) {
  struct sockaddr_in name;
  int server = listening(&name, 5), client = connected(&name), end = accept(server, NULL, NULL);
  char byte;
  read(end, &byte, 1);
  close(client);
  return 0;
}
