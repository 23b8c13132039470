// mcast_receiver GROUP PORT COUNT joins the multicast group and prints the next COUNT datagrams, a line each.
#include <arpa/inet.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { largest_datagram = 65535 };

static int failed(const char* what) {
  fprintf(stderr, "mcast_receiver: %s: %s\n", what, strerror(errno));
  return -1;
}

// A number from 1 to `most`, or -1 if the text is none.
static long number_of(const char* text, long most) {
  char* end;
  errno = 0;
  long number = strtol(text, &end, 10);
  return errno == 0 && text[0] >= '0' && text[0] <= '9' && *end == '\0' && number >= 1 && number <= most ? number : -1;
}

// A socket that gets what is sent to the group, or -1 after a message.
static int joined(struct in_addr group, long port) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr = group};
  struct ip_mreq membership = {.imr_multiaddr = group, .imr_interface.s_addr = htonl(INADDR_ANY)};
  int on = 1;
  int fd = socket(AF_INET, SOCK_DGRAM, 0);
  if (fd < 0) return failed("socket");
  // Every receiver on this machine binds the same port; each must say that it shares it.
  if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) < 0) return failed("SO_REUSEADDR");
  if (bind(fd, (struct sockaddr*)&address, sizeof address) < 0) return failed("bind");
  if (setsockopt(fd, IPPROTO_IP, IP_ADD_MEMBERSHIP, &membership, sizeof membership) < 0) return failed("IP_ADD_MEMBERSHIP");
  return fd;
}

// Prints a line and passes it on: 0, or -1 after a message.
static int print_line(const char* data, size_t size) {
  int wrong = fwrite(data, 1, size, stdout) != size || putchar('\n') == EOF || fflush(stdout) != 0;
  return wrong ? failed("standard output") : 0;
}

static int print_datagrams(int fd, long count) {
  static char data[largest_datagram];
  while (count > 0) {
    ssize_t n = recv(fd, data, sizeof data, 0);
    if (n < 0 && errno != EINTR) return failed("recv");
    if (n >= 0 && print_line(data, (size_t)n) < 0) return -1;
    --count;
  }
  return 0;
}

int main(int argc, char** argv) {
  struct in_addr group;
  long port = argc == 4 && inet_pton(AF_INET, argv[1], &group) == 1 ? number_of(argv[2], 65535) : -1;
  long count = port > 0 ? number_of(argv[3], 1000000000) : -1;
  if (count < 0) {
    fprintf(stderr, "usage: mcast_receiver GROUP PORT COUNT\n");
    return 2;
  }
  int fd = joined(group, port);
  if (fd < 0) return 1;
  int done = print_line("joined", strlen("joined")) < 0 ? -1 : print_datagrams(fd, count);
  close(fd);
  return done < 0 ? 1 : 0;
}
