// Writes everything before it reads, against an echo server: in the end all buffers are full. Verdict: deadlock on tcp.
#include <sys/wait.h>

#include "tcp_pair.h"

int main(void) {
  static char part[1 << 16];
  struct sockaddr_in name;
  int server = listening(&name, 5);
  if (fork() == 0) {
    close(server);
    int client = connected(&name);
    for (int i = 0; i < 1024; ++i) write(client, part, sizeof part);
    shutdown(client, SHUT_WR);
    while (read(client, part, sizeof part) > 0) continue;
    _exit(0);
  }
  int end = accept(server, NULL, NULL);
  for (ssize_t got; (got = read(end, part, sizeof part)) > 0;) write(end, part, (size_t)got);
  wait(NULL);
  return 0;
}
