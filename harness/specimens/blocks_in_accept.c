// Waits for a client; there is none. Verdict: waits-for-input on tcp.
#include "tcp_pair.h"

int main(void) {
  struct sockaddr_in name;
  int server = listening(&name, 5);
  accept(server, NULL, NULL);
  return 0;
}
