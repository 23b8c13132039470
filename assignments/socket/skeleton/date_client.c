// date_client HOST PORT prints what the date server says.
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

// The port number, or -1 if the text is none.
static int port_of(const char* text) {
  char* end;
  errno = 0;
  long port = strtol(text, &end, 10);
  if (errno != 0 || text[0] < '0' || text[0] > '9' || *end != '\0' || port > 65535) return -1;
  return (int)port;
}

// A connection to the host, by the first of its addresses that takes one: the descriptor, or -1 after a message.
static int connect_to(const char* host, int port) {
  (void)host;
  (void)port;
  fprintf(stderr, "date_client: connect_to is not written yet\n");
  // getaddrinfo(3) gives a list of addresses; its manual page has an example.
  return -1;
}

// Prints until the server's end. How many reads that takes, nobody knows.
static int print_all(int server) {
  (void)server;
  fprintf(stderr, "date_client: print_all is not written yet\n");
  return -1;
}

int main(int argc, char** argv) {
  int port = argc == 3 ? port_of(argv[2]) : -1;
  if (port < 1) {
    fprintf(stderr, "usage: date_client HOST PORT\n");
    return 2;
  }
  int server = connect_to(argv[1], port);
  if (server < 0) return 1;
  int printed = print_all(server);
  close(server);
  return printed < 0 ? 1 : 0;
}
