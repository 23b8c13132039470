// Client and server both read first. Verdict: deadlock on tcp.
#include <sys/wait.h>

#include "tcp_pair.h"

int main(void) {
  struct sockaddr_in name;
  int server = listening(&name, 5);
  char byte;
  if (fork() == 0) {
    close(server);
    int client = connected(&name);
    read(client, &byte, 1);
    write(client, "c", 1);
    _exit(0);
  }
  int end = accept(server, NULL, NULL);
  read(end, &byte, 1);
  write(end, "s", 1);
  wait(NULL);
  return 0;
}
