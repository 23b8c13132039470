// Waits for a datagram; nobody sends one. Verdict: waits-for-input on udp.
#include "tcp_pair.h"

int main(void) {
  struct sockaddr_in name = {.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
  int server = socket(AF_INET, SOCK_DGRAM, 0);
  char text[100];
  bind(server, (struct sockaddr*)&name, sizeof name);
  recvfrom(server, text, sizeof text, 0, NULL, NULL);
  return 0;
}
