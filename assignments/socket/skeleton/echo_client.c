// echo_client tcp HOST PORT sends standard input and prints what comes back; echo_client udp HOST PORT sends a datagram a line
// and prints the echo.
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

static int converse_tcp(const char* host, int port) {
  (void)host;
  (void)port;
  fprintf(stderr, "echo_client: converse_tcp is not written yet\n");
  // - try the host's addresses (getaddrinfo(3)) until one takes the connection;
  // - send the input and print the answer at the same time: with poll(2), with a thread, or with a child;
  // - shutdown(2) at the end of the input; the server's end is the end.
  return -1;
}

static int converse_udp(const char* host, int port) {
  (void)host;
  (void)port;
  fprintf(stderr, "echo_client: converse_udp is not written yet\n");
  // For each line: send it, and wait for a datagram that equals it, for half a second at most. Then again: four times in all.
  return -1;
}

int main(int argc, char** argv) {
  int tcp = argc == 4 && strcmp(argv[1], "tcp") == 0;
  int udp = argc == 4 && strcmp(argv[1], "udp") == 0;
  int port = argc == 4 ? port_of(argv[3]) : -1;
  if ((!tcp && !udp) || port < 1) {
    fprintf(stderr, "usage: echo_client tcp|udp HOST PORT\n");
    return 2;
  }
  int done = tcp ? converse_tcp(argv[2], port) : converse_udp(argv[2], port);
  return done < 0 ? 1 : 0;
}
