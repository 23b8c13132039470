// date_server PORT answers every connection with one line, the date and the time, until SIGTERM. One thread serves the clients,
// another one waits for SIGTERM, which the first has blocked.
#include <arpa/inet.h>
#include <errno.h>
#include <pthread.h>
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

// The port number, or -1 if the text is none.
static int port_of(const char* text) {
  char* end;
  errno = 0;
  long port = strtol(text, &end, 10);
  if (errno != 0 || text[0] < '0' || text[0] > '9' || *end != '\0' || port > 65535) return -1;
  return (int)port;
}

// Writes all of it: 0, or -1 with errno.
static int write_all(int fd, const char* data, size_t size) {
  while (size > 0) {
    ssize_t n = write(fd, data, size);
    if (n < 0) return -1;
    data += n;
    size -= (size_t)n;
  }
  return 0;
}

// A socket bound to the port on every address. An IPv6 socket takes IPv4 as well, unless it is told not to (ipv6(7)); a machine
// without IPv6 gets an IPv4 socket.
static int bound_socket(int port) {
  struct sockaddr_in6 six = {.sin6_family = AF_INET6, .sin6_port = htons((uint16_t)port), .sin6_addr = IN6ADDR_ANY_INIT};
  struct sockaddr_in four = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_ANY)};
  int on = 1, off = 0;
  int has_six = 1;
  int fd = socket(AF_INET6, SOCK_STREAM, 0);
  if (fd < 0 && errno == EAFNOSUPPORT) {
    has_six = 0;
    fd = socket(AF_INET, SOCK_STREAM, 0);
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

static void send_date(int client) {
  char line[64];
  struct tm parts;
  time_t now = time(NULL);
  size_t size = strftime(line, sizeof line, "%Y-%m-%d %H:%M:%S\n", localtime_r(&now, &parts));
  if (write_all(client, line, size) < 0) failed("write");  // a client that has gone harms nobody else
}

static int serve(int port) {
  int listener = bound_socket(port);
  if (listener < 0) return -1;
  if (listen(listener, SOMAXCONN) < 0) return failed("listen");
  if (announce(listener) < 0) return -1;
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

// The thread that waits for SIGTERM ends the program, and with it whatever the others are doing.
static void* await_sigterm(void* argument) {
  const sigset_t* term = argument;
  int received;
  while (sigwait(term, &received) != 0) continue;
  _exit(0);
}

// Before any other thread starts: they all have the mask of the first.
static int start_waiting_for_end(void) {
  static sigset_t term;
  pthread_t thread;
  sigemptyset(&term);
  sigaddset(&term, SIGTERM);
  signal(SIGPIPE, SIG_IGN);  // a client that has gone is an error of write(2), EPIPE, and not our death
  errno = pthread_sigmask(SIG_BLOCK, &term, NULL);
  if (errno != 0) return failed("pthread_sigmask");
  errno = pthread_create(&thread, NULL, await_sigterm, &term);
  if (errno != 0) return failed("pthread_create");
  pthread_detach(thread);
  return 0;
}

int main(int argc, char** argv) {
  int port = argc == 2 ? port_of(argv[1]) : -1;
  if (port < 0) {
    fprintf(stderr, "usage: date_server PORT\n");
    return 2;
  }
  return start_waiting_for_end() < 0 || serve(port) < 0 ? 1 : 0;
}
