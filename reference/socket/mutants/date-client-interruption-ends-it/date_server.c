// date_server PORT answers every connection with one line, the date and the time, until SIGTERM. It serves one client after the
// other: the line is so short that no client can hold it up.
#include <arpa/inet.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static int failed(const char* what) {
  fprintf(stderr, "date_server: %s: %s\n", what, strerror(errno));
  return -1;
}

// All that is to be done at the end is to end: what a signal handler may do (signal-safety(7)).
static void on_sigterm(int signal_number) {
  (void)signal_number;
  _exit(0);
}

// The port number, or -1 if the text is none.
static int port_of(const char* text) {
  char* end;
  errno = 0;
  long port = strtol(text, &end, 10);
  if (errno != 0 || text[0] < '0' || text[0] > '9' || *end != '\0' || port > 65535) return -1;
  return (int)port;
}

// A socket that listens to the port on every IPv4 address, and says so.
static int listen_on(int port) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_ANY)};
  socklen_t size = sizeof address;
  int on = 1;
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  if (fd < 0) return failed("socket");
  // With it the port can be bound again while old connections are in TIME_WAIT.
  if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) < 0) return failed("SO_REUSEADDR");
  if (bind(fd, (struct sockaddr*)&address, sizeof address) < 0) return failed("bind");
  if (listen(fd, SOMAXCONN) < 0) return failed("listen");
  if (getsockname(fd, (struct sockaddr*)&address, &size) < 0) return failed("getsockname");
  printf("listening %d\n", ntohs(address.sin_port));  // the kernel has chosen one for port 0
  return fflush(stdout) == 0 ? fd : failed("standard output");
}

// Writes all of it: 0, or -1 after a message.
static int write_all(int fd, const char* data, size_t size) {
  while (size > 0) {
    ssize_t n = write(fd, data, size);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return failed("write");
    data += n;
    size -= (size_t)n;
  }
  return 0;
}

static void send_date(int client) {
  char line[64];
  time_t now = time(NULL);
  size_t size = strftime(line, sizeof line, "%a %b %e %H:%M:%S %Y\n", localtime(&now));
  write_all(client, line, size);  // a client that has gone harms nobody else
}

static int serve(int listener) {
  for (;;) {
    int client = accept(listener, NULL, NULL);
    if (client >= 0) {
      send_date(client);
      close(client);
    } else if (errno == EBADF || errno == EINVAL || errno == ENOTSOCK) {
      return failed("accept");  // and would fail the next time as well; all other errors are this one client's
    }
  }
}

int main(int argc, char** argv) {
  int port = argc == 2 ? port_of(argv[1]) : -1;
  if (port < 0) {
    fprintf(stderr, "usage: date_server PORT\n");
    return 2;
  }
  signal(SIGPIPE, SIG_IGN);  // a client that has gone is an error of write(2), EPIPE, and not our death
  struct sigaction term = {.sa_handler = on_sigterm};
  if (sigaction(SIGTERM, &term, NULL) < 0) {
    failed("sigaction");
    return 1;
  }
  int listener = listen_on(port);
  return listener < 0 || serve(listener) < 0 ? 1 : 0;
}
