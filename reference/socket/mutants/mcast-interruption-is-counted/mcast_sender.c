// mcast_sender GROUP PORT sends every line of standard input, without its newline, as a datagram to the multicast group.
#include <arpa/inet.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static int failed(const char* what) {
  fprintf(stderr, "mcast_sender: %s: %s\n", what, strerror(errno));
  return -1;
}

// The port number, or -1 if the text is none.
static long port_of(const char* text) {
  char* end;
  errno = 0;
  long port = strtol(text, &end, 10);
  return errno == 0 && text[0] >= '0' && text[0] <= '9' && *end == '\0' && port >= 1 && port <= 65535 ? port : -1;
}

// Sends one datagram, of any length: 0, or -1 after a message.
static int send_datagram(int fd, const struct sockaddr_in* to, const char* data, size_t size) {
  for (;;) {
    if (sendto(fd, data, size, 0, (const struct sockaddr*)to, sizeof *to) >= 0) return 0;
    if (errno != EINTR) return failed("sendto");
  }
}

static int send_lines(int fd, const struct sockaddr_in* to) {
  char* line = NULL;
  size_t room = 0;
  ssize_t n;
  int sent = 0;
  while (sent == 0 && (n = getline(&line, &room, stdin)) > 0) {
    sent = send_datagram(fd, to, line, (size_t)n - (line[n - 1] == '\n'));
  }
  free(line);
  return sent == 0 && ferror(stdin) ? failed("standard input") : sent;
}

int main(int argc, char** argv) {
  struct sockaddr_in group = {.sin_family = AF_INET};
  long port = argc == 3 && inet_pton(AF_INET, argv[1], &group.sin_addr) == 1 ? port_of(argv[2]) : -1;
  if (port < 0) {
    fprintf(stderr, "usage: mcast_sender GROUP PORT\n");
    return 2;
  }
  group.sin_port = htons((uint16_t)port);
  int fd = socket(AF_INET, SOCK_DGRAM, 0);
  if (fd < 0) {
    failed("socket");
    return 1;
  }
  int sent = send_lines(fd, &group);
  close(fd);
  return sent < 0 ? 1 : 0;
}
