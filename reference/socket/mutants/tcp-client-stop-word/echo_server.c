// echo_server tcp PORT and echo_server udp PORT send back what they get, until SIGTERM. TCP with a thread a client: a thread that
// waits for a slow client holds up nobody else. One more thread waits for SIGTERM, which all others have blocked.
#define _GNU_SOURCE  // accept4
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { piece = 32768, largest_datagram = 65535 };

static int failed(const char* what) {
  fprintf(stderr, "echo_server: %s: %s\n", what, strerror(errno));
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
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return -1;
    data += n;
    size -= (size_t)n;
  }
  return 0;
}

// A socket bound to the port on every address. An IPv6 socket takes IPv4 as well, unless it is told not to (ipv6(7)); a machine
// without IPv6 gets an IPv4 socket.
static int bound_socket(int type, int port) {
  struct sockaddr_in6 six = {.sin6_family = AF_INET6, .sin6_port = htons((uint16_t)port), .sin6_addr = IN6ADDR_ANY_INIT};
  struct sockaddr_in four = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_ANY)};
  int on = 1, off = 0;
  int has_six = 1;
  int fd = socket(AF_INET6, type | SOCK_CLOEXEC, 0);
  if (fd < 0 && errno == EAFNOSUPPORT) {
    has_six = 0;
    fd = socket(AF_INET, type | SOCK_CLOEXEC, 0);
  }
  if (fd < 0) return failed("socket");
  // With it the port can be bound again while old connections are in TIME_WAIT. Two UDP sockets would share the port instead.
  if (type == SOCK_STREAM && setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) < 0) return failed("SO_REUSEADDR");
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

// ---- TCP ----

// A thread's work: sends back every byte until the client has shut down its side. The buffer is on the thread's own stack.
static void* echo(void* argument) {
  int client = (int)(intptr_t)argument;
  char buffer[piece];
  for (;;) {
    ssize_t n = read(client, buffer, sizeof buffer);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) failed("read");
    if (n <= 0) break;
    if (write_all(client, buffer, (size_t)n) < 0) {
      failed("write");
      break;
    }
  }
  close(client);
  return NULL;
}

static void start_thread(int client) {
  pthread_t thread;
  int error = pthread_create(&thread, NULL, echo, (void*)(intptr_t)client);
  if (error == 0) {
    pthread_detach(thread);  // nobody joins it: it frees what it has when it ends
    return;
  }
  errno = error;
  failed("pthread_create");
  close(client);
}

static int spare = -1;

// Without a free descriptor accept(2) fails at once, again and again, while the client goes on waiting: the spare one is given
// up for a moment, to turn that client away.
static void turn_away(int listener) {
  failed("accept");
  close(spare);
  int client = accept(listener, NULL, NULL);
  if (client >= 0) close(client);
  spare = open("/dev/null", O_RDONLY | O_CLOEXEC);
}

static int serve_tcp(int port) {
  int listener = bound_socket(SOCK_STREAM, port);
  if (listener < 0) return -1;
  if (listen(listener, SOMAXCONN) < 0) return failed("listen");
  spare = open("/dev/null", O_RDONLY | O_CLOEXEC);
  if (announce(listener) < 0) return -1;
  for (;;) {
    int client = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
    if (client >= 0) {
      start_thread(client);
    } else if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM) {
      turn_away(listener);
    } else if (errno == EBADF || errno == EINVAL || errno == ENOTSOCK) {
      return failed("accept");  // and would fail the next time as well; all other errors are this one client's
    }
  }
}

// ---- UDP ----

// Answers every datagram, of any length: to whoever has sent it. An answer that cannot be sent is lost, as any datagram may be.
static int serve_udp(int port) {
  static char data[largest_datagram];
  int fd = bound_socket(SOCK_DGRAM, port);
  if (fd < 0 || announce(fd) < 0) return -1;
  for (;;) {
    struct sockaddr_storage from;
    socklen_t size = sizeof from;
    ssize_t n = recvfrom(fd, data, sizeof data, 0, (struct sockaddr*)&from, &size);
    if (n >= 0) {
      sendto(fd, data, (size_t)n, 0, (struct sockaddr*)&from, size);
    } else if (errno != EINTR && errno != ECONNREFUSED) {
      return failed("recvfrom");
    }
  }
}

// ---- the end ----

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
  int tcp = argc == 3 && strcmp(argv[1], "tcp") == 0;
  int udp = argc == 3 && strcmp(argv[1], "udp") == 0;
  int port = argc == 3 ? port_of(argv[2]) : -1;
  if ((!tcp && !udp) || port < 0) {
    fprintf(stderr, "usage: echo_server tcp|udp PORT\n");
    return 2;
  }
  if (start_waiting_for_end() < 0) return 1;
  int served = tcp ? serve_tcp(port) : serve_udp(port);
  return served < 0 ? 1 : 0;
}
