// echo_server tcp PORT and echo_server udp PORT send back what they get, until SIGTERM.
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// The port number, or -1 if the text is none.
static int port_of(const char* text) {
  char* end;
  errno = 0;
  long port = strtol(text, &end, 10);
  if (errno != 0 || text[0] < '0' || text[0] > '9' || *end != '\0' || port > 65535) return -1;
  return (int)port;
}

// What is still missing, beside the two functions: SIGTERM ends the program with status 0; a client that has gone must not end
// it (SIGPIPE).

static int serve_tcp(int port) {
  (void)port;
  fprintf(stderr, "echo_server: serve_tcp is not written yet\n");
  // - a socket for IPv6 and IPv4 (IPV6_V6ONLY off), with SO_REUSEADDR; bind, listen, then "listening N", flushed;
  // - all clients at the same time: a process or a thread for each of them, or poll(2) over all of them;
  // - for each one: read, write all of it back, until read returns 0.
  return -1;
}

static int serve_udp(int port) {
  (void)port;
  fprintf(stderr, "echo_server: serve_udp is not written yet\n");
  // recvfrom(2) says who has sent the datagram.
  return -1;
}

int main(int argc, char** argv) {
  int tcp = argc == 3 && strcmp(argv[1], "tcp") == 0;
  int udp = argc == 3 && strcmp(argv[1], "udp") == 0;
  int port = argc == 3 ? port_of(argv[2]) : -1;
  if ((!tcp && !udp) || port < 0) {
    fprintf(stderr, "usage: echo_server tcp|udp PORT\n");
    return 2;
  }
  int served = tcp ? serve_tcp(port) : serve_udp(port);
  return served < 0 ? 1 : 0;
}
