// date_server PORT answers every connection with one line, the date and the time, until SIGTERM. poll(2) waits for clients and
// for SIGTERM (signalfd(2)) at once.
#define _GNU_SOURCE  // accept4
#include <arpa/inet.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static int failed(const char* what) {
  fprintf(stderr, "date_server: %s: %s\n", what, strerror(errno));
  return -1;
}

// The port number, or -1 if the text is none.
static int port_of(const char* text) {
  char* end;
  errno = 0;
  long port = strtol(text, &end, 10);
  if (errno != 0 || text[0] < '0' || text[0] > '9' || *end != '\0' || port > 65535) return -1;
  return (int)port;
}

// A socket bound to the port on every address. An IPv6 socket takes IPv4 as well, unless it is told not to (ipv6(7)); a machine
// without IPv6 gets an IPv4 socket.
static int bound_socket(int port) {
  struct sockaddr_in6 six = {.sin6_family = AF_INET6, .sin6_port = htons((uint16_t)port), .sin6_addr = IN6ADDR_ANY_INIT};
  struct sockaddr_in four = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_ANY)};
  int on = 1, off = 0;
  int has_six = 1;
  int fd = socket(AF_INET6, SOCK_STREAM | SOCK_NONBLOCK, 0);
  if (fd < 0 && errno == EAFNOSUPPORT) {
    has_six = 0;
    fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  }
  if (fd < 0) return failed("socket");
  // With it the port can be bound again while old connections are in TIME_WAIT.
  if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) < 0) return failed("SO_REUSEADDR");
  if (has_six && setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof off) < 0) return failed("IPV6_V6ONLY");
  if (bind(fd, has_six ? (struct sockaddr*)&six : (struct sockaddr*)&four, has_six ? sizeof six : sizeof four) < 0) {
    return failed("bind");
  }
  return fd;
}

// Says which port it is: the kernel has chosen one for port 0.
static int announce(int fd) {
  struct sockaddr_storage address;
  socklen_t size = sizeof address;
  if (getsockname(fd, (struct sockaddr*)&address, &size) < 0) return failed("getsockname");
  in_port_t port = address.ss_family == AF_INET6 ? ((struct sockaddr_in6*)&address)->sin6_port
                                                 : ((struct sockaddr_in*)&address)->sin_port;
  printf("listening %d\n", ntohs(port));
  return fflush(stdout) == 0 ? 0 : failed("standard output");
}

// A new connection has room for a line in its send buffer; a client that has gone harms nobody else.
static void send_date(int client) {
  char line[64];
  time_t now = time(NULL);
  size_t size = strftime(line, sizeof line, "%d %B %Y, %H:%M:%S UTC\n", gmtime(&now));
  for (size_t sent = 0; sent < size;) {
    ssize_t n = send(client, line + sent, size - sent, MSG_NOSIGNAL);
    if (n >= 0) {
      sent += (size_t)n;
    } else if (errno != EINTR) {
      failed("send");
      return;
    }
  }
}

// One client, or none: whoever has given up meanwhile is no failure of ours.
static int take_client(int listener) {
  int client = accept4(listener, NULL, NULL, SOCK_NONBLOCK);
  if (client < 0) return errno == EBADF || errno == EINVAL || errno == ENOTSOCK ? failed("accept") : 0;
  send_date(client);
  close(client);
  return 0;
}

static int serve(int listener, int term) {
  for (;;) {
    struct pollfd fds[] = {{.fd = listener, .events = POLLIN}, {.fd = term, .events = POLLIN}};
    if (poll(fds, 2, -1) < 0) {
      if (errno == EINTR) continue;
      return failed("poll");
    }
    if (fds[1].revents != 0) return 0;
    if (take_client(listener) < 0) return -1;
  }
}

// SIGTERM becomes something to read.
static int sigterm_descriptor(void) {
  sigset_t term;
  sigemptyset(&term);
  sigaddset(&term, SIGTERM);
  if (sigprocmask(SIG_BLOCK, &term, NULL) < 0) return failed("sigprocmask");
  int fd = signalfd(-1, &term, SFD_NONBLOCK | SFD_CLOEXEC);
  return fd < 0 ? failed("signalfd") : fd;
}

static int run(int port) {
  int term = sigterm_descriptor();
  int listener = term < 0 ? -1 : bound_socket(port);
  if (listener < 0) return -1;
  if (listen(listener, SOMAXCONN) < 0) return failed("listen");
  return announce(listener) < 0 ? -1 : serve(listener, term);
}

int main(int argc, char** argv) {
  int port = argc == 2 ? port_of(argv[1]) : -1;
  if (port < 0) {
    fprintf(stderr, "usage: date_server PORT\n");
    return 2;
  }
  return run(port) < 0 ? 1 : 0;
}
