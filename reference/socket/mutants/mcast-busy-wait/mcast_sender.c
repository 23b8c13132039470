// mcast_sender GROUP PORT sends every line of standard input, without its newline, as a datagram to the multicast group. It
// reads with read(2) and cuts the lines itself.
#include <arpa/inet.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { largest_line = 65536 };

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

// Sends the whole lines of data[0 … size), and at the end of the input what is left as well: how many bytes remain, moved to
// the front, or -1 after a message.
static ssize_t send_lines(int fd, const struct sockaddr_in* to, char* data, size_t size, int ended) {
  char* begin = data;
  char* const end = data + size;
  for (;;) {
    char* newline = memchr(begin, '\n', (size_t)(end - begin));
    if (newline == NULL && !(ended && begin < end)) break;
    char* stop = newline == NULL ? end : newline;
    if (send_datagram(fd, to, begin, (size_t)(stop - begin)) < 0) return -1;
    begin = newline == NULL ? end : newline + 1;
  }
  memmove(data, begin, (size_t)(end - begin));
  return end - begin;
}

// Every line is sent when it has come, not when the input has ended.
static int send_input(int fd, const struct sockaddr_in* to) {
  static char data[2 * largest_line];
  size_t held = 0;
  for (;;) {
    ssize_t n = read(STDIN_FILENO, data + held, sizeof data - held);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return failed("read");
    ssize_t left = send_lines(fd, to, data, held + (size_t)n, n == 0);
    if (left < 0 || n == 0) return left < 0 ? -1 : 0;
    held = (size_t)left;
    if (held > largest_line) {
      fprintf(stderr, "mcast_sender: a line is longer than a datagram can be\n");
      return -1;
    }
  }
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
  int sent = send_input(fd, &group);
  close(fd);
  return sent < 0 ? 1 : 0;
}
