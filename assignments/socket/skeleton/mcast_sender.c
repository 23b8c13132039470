// mcast_sender GROUP PORT sends every line of standard input, without its newline, as a datagram to the multicast group.
#include <arpa/inet.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

// The port number, or -1 if the text is none.
static int port_of(const char* text) {
  char* end;
  errno = 0;
  long port = strtol(text, &end, 10);
  if (errno != 0 || text[0] < '0' || text[0] > '9' || *end != '\0' || port > 65535) return -1;
  return (int)port;
}

// Sends each line as it comes. A line may hold any bytes: strlen is not its length.
static int send_lines(int fd, const struct sockaddr_in* group) {
  (void)fd;
  (void)group;
  fprintf(stderr, "mcast_sender: send_lines is not written yet\n");
  return -1;
}

int main(int argc, char** argv) {
  struct sockaddr_in group = {.sin_family = AF_INET};
  int port = argc == 3 && inet_pton(AF_INET, argv[1], &group.sin_addr) == 1 ? port_of(argv[2]) : -1;
  if (port < 1) {
    fprintf(stderr, "usage: mcast_sender GROUP PORT\n");
    return 2;
  }
  group.sin_port = htons((unsigned short)port);
  int fd = socket(AF_INET, SOCK_DGRAM, 0);
  if (fd < 0) {
    perror("mcast_sender: socket");
    return 1;
  }
  int sent = send_lines(fd, &group);
  close(fd);
  return sent < 0 ? 1 : 0;
}
