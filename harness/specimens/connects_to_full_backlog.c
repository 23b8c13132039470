// A server that never accepts has room for two connections; the third one waits. Verdict: deadlock on tcp.
#include "tcp_pair.h"

int main(void) {
  struct sockaddr_in name;
  listening(&name, 1);
  for (int i = 0; i < 3; ++i) connected(&name);
  return 0;
}
