// date_client HOST PORT prints what the date server says. stdio reads the socket as it would a file, up to its end.
#include <errno.h>
#include <netdb.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static int failed(const char* what) {
  fprintf(stderr, "date_client: %s: %s\n", what, strerror(errno));
  return -1;
}

static int is_port(const char* text) {
  char* end;
  errno = 0;
  long port = strtol(text, &end, 10);
  return errno == 0 && text[0] >= '0' && text[0] <= '9' && *end == '\0' && port >= 1 && port <= 65535;
}

// connect(2) that a signal interrupts goes on by itself; only its result is still to be had.
static int connect_to(int fd, const struct addrinfo* to) {
  if (connect(fd, to->ai_addr, to->ai_addrlen) == 0) return 0;
  if (errno != EINTR) return -1;
  struct pollfd done = {.fd = fd, .events = POLLOUT};
  while (poll(&done, 1, -1) < 0) {
    if (errno != EINTR) return -1;
  }
  int error = 0;
  socklen_t size = sizeof error;
  if (getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size) < 0) return -1;
  errno = error;
  return error == 0 ? 0 : -1;
}

// A socket connected to the first of the host's addresses that takes it, or -1 after a message. A name often has an IPv6 and an
// IPv4 address, and the server only one of them.
static int connected(const char* host, const char* port) {
  struct addrinfo hints = {.ai_socktype = SOCK_STREAM, .ai_flags = AI_NUMERICSERV}, *list;
  int unknown = getaddrinfo(host, port, &hints, &list);
  if (unknown != 0) {
    fprintf(stderr, "date_client: %s: %s\n", host, gai_strerror(unknown));
    return -1;
  }
  int fd = -1;
  for (struct addrinfo* a = list; a != NULL && fd < 0; a = a->ai_next) {
    fd = socket(a->ai_family, a->ai_socktype, a->ai_protocol);
    if (fd < 0 || connect_to(fd, a) == 0) continue;
    int error = errno;
    close(fd);
    fd = -1;
    errno = error;
  }
  freeaddrinfo(list);
  return fd < 0 ? failed("connect") : fd;
}

// The next byte, or EOF. For stdio an interrupted read is an error like any other; it has lost nothing, and can be forgiven.
static int next_byte(FILE* server) {
  int c;
  while ((c = getc(server)) == EOF && ferror(server) && errno == EINTR) clearerr(server);
  return c;
}

// Prints until the server's end: how many bytes, or -1 after a message.
static long print_all(FILE* server) {
  long total = 0;
  int c;
  while ((c = next_byte(server)) != EOF) {
    if (putchar(c) == EOF) return failed("standard output");
    ++total;
  }
  if (ferror(server)) return failed("read");
  return fflush(stdout) == 0 ? total : failed("standard output");
}

int main(int argc, char** argv) {
  if (argc != 3 || !is_port(argv[2])) {
    fprintf(stderr, "usage: date_client HOST PORT\n");
    return 2;
  }
  int fd = connected(argv[1], argv[2]);
  if (fd < 0) return 1;
  FILE* server = fdopen(fd, "r");
  if (server == NULL) {
    failed("fdopen");
    return 1;
  }
  long total = print_all(server);
  fclose(server);
  if (total == 0) fprintf(stderr, "date_client: the server has said nothing\n");
  return total > 0 ? 0 : 1;
}
