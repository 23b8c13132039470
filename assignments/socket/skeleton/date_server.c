// date_server PORT answers every connection with one line, the date and the time, until SIGTERM.
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

// Makes a socket that listens to the port (0: any), and says "listening N": the descriptor, or -1 after a message.
static int listen_on(int port) {
  (void)port;
  fprintf(stderr, "date_server: listen_on is not written yet\n");
  // socket, bind, listen, and only then the line. Which port has the kernel chosen for 0? getsockname(2) knows.
  // The line has to leave the program before it waits: fflush.
  return -1;
}

// Takes one connection after the other, sends each the line and closes it. SIGTERM ends the program with status 0.
static int serve(int listener) {
  (void)listener;
  fprintf(stderr, "date_server: serve is not written yet\n");
  return -1;
}

int main(int argc, char** argv) {
  int port = argc == 2 ? port_of(argv[1]) : -1;
  if (port < 0) {
    fprintf(stderr, "usage: date_server PORT\n");
    return 2;
  }
  int listener = listen_on(port);
  if (listener < 0) return 1;
  int served = serve(listener);
  close(listener);
  return served < 0 ? 1 : 0;
}
