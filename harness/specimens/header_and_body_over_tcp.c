// Header, body, then a read, 100 times: with delayed acknowledgements each turn would sleep for 40 ms. Verdict: passed.
#include <stdio.h>
#include <sys/wait.h>

#include "tcp_pair.h"

int main(void) {
  struct sockaddr_in name;
  int server = listening(&name, 5), turns = 0;
  char byte;
  if (fork() == 0) {
    close(server);
    int client = connected(&name);
    for (int i = 0; i < 100; ++i) {
      write(client, "h", 1);
      write(client, "b", 1);
      read(client, &byte, 1);
    }
    _exit(0);
  }
  int end = accept(server, NULL, NULL);
  while (read(end, &byte, 1) == 1)
    if (byte == 'b') turns += (int)write(end, "r", 1);
  wait(NULL);
  printf("%d\n", turns);
  return 0;
}
