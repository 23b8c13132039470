// Sockets of one TCP connection over the loopback interface, and the listening one between them.
#ifndef TCP_PAIR_H
#define TCP_PAIR_H
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

// Bound to a port that the kernel picks; its address is put into `name`.
static inline int listening(struct sockaddr_in* name, int backlog) {
  socklen_t size = sizeof *name;
  int server = socket(AF_INET, SOCK_STREAM, 0);
  *name = (struct sockaddr_in){.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
  bind(server, (struct sockaddr*)name, sizeof *name);
  getsockname(server, (struct sockaddr*)name, &size);
  listen(server, backlog);
  return server;
}

static inline int connected(const struct sockaddr_in* name) {
  int client = socket(AF_INET, SOCK_STREAM, 0);
  return connect(client, (const struct sockaddr*)name, sizeof *name) == 0 ? client : -1;
}
#endif
