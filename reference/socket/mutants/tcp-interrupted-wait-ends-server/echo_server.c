// echo_server tcp PORT and echo_server udp PORT send back what they get, until SIGTERM. One thread and epoll(7): no call but
// epoll_wait sleeps, and that waits for all clients, the listener and SIGTERM (signalfd(2)) at once.
#define _GNU_SOURCE  // accept4
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <unistd.h>

enum { piece = 65536, largest_datagram = 65535, batch = 64 };

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

// A socket bound to the port on every address. An IPv6 socket takes IPv4 as well, unless it is told not to (ipv6(7)); a machine
// without IPv6 gets an IPv4 socket.
static int bound_socket(int type, int flags, int port) {
  struct sockaddr_in6 six = {.sin6_family = AF_INET6, .sin6_port = htons((uint16_t)port), .sin6_addr = IN6ADDR_ANY_INIT};
  struct sockaddr_in four = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_ANY)};
  int on = 1, off = 0;
  int has_six = 1;
  int fd = socket(AF_INET6, type | flags | SOCK_CLOEXEC, 0);
  if (fd < 0 && errno == EAFNOSUPPORT) {
    has_six = 0;
    fd = socket(AF_INET, type | flags | SOCK_CLOEXEC, 0);
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

// What epoll tells us about: the listener or UDP socket, the signals, or a client with the bytes that it is still owed.
struct source {
  int fd;
  size_t begin;  // of a client: data[begin … end) has been read and is to be sent
  size_t end;
  char data[];
};

static int epoll = -1;
static int spare = -1;
static struct source* listener;
static struct source* signals;

static int watch(struct source* source, int operation, uint32_t events) {
  struct epoll_event event = {.events = events, .data.ptr = source};
  return epoll_ctl(epoll, operation, source->fd, &event) < 0 ? failed("epoll_ctl") : 0;
}

// Starts to watch a descriptor for input: what is known about it, or NULL after a message. `room` is for its data.
static struct source* add_source(int fd, size_t room) {
  struct source* source = malloc(sizeof *source + room);
  if (source == NULL) {
    failed("malloc");
    return NULL;
  }
  source->fd = fd;
  source->begin = source->end = 0;
  if (watch(source, EPOLL_CTL_ADD, EPOLLIN) == 0) return source;
  free(source);
  return NULL;
}

// ---- TCP ----

static void drop(struct source* client) {
  close(client->fd);  // which ends the watch as well
  free(client);
}

static int for_now(void) { return errno == EAGAIN || errno == EINTR; }

// Sends what the client is owed, as far as there is room: 0, or -1 if the client has gone.
static int send_owed(struct source* client) {
  while (client->begin < client->end) {
    ssize_t n = send(client->fd, client->data + client->begin, client->end - client->begin, MSG_NOSIGNAL);
    if (n < 0) return for_now() ? 0 : -1;
    client->begin += (size_t)n;
  }
  return 0;
}

// One step with a client. While it is owed something, nothing more is read from it: who does not take the answers is not asked
// for more, and a buffer of fixed size is enough. -1 if the client is done with.
static int attend(struct source* client) {
  int owed_before = client->begin < client->end;
  if (!owed_before) {
    ssize_t n = read(client->fd, client->data, piece);
    if (n < 0) return for_now() ? 0 : -1;
    if (n == 0) return -1;
    client->begin = 0;
    client->end = (size_t)n;
  }
  if (send_owed(client) < 0) return -1;
  int owed = client->begin < client->end;
  // Room is watched for only while it is missing: it is there nearly always, and epoll_wait would never sleep.
  return owed == owed_before ? 0 : watch(client, EPOLL_CTL_MOD, owed ? EPOLLOUT : EPOLLIN);
}

// Without a free descriptor accept(2) fails while the client goes on waiting, and epoll_wait would never sleep again: the spare
// one is given up for a moment, to turn that client away.
static void turn_away(void) {
  failed("accept");
  close(spare);
  int client = accept(listener->fd, NULL, NULL);
  if (client >= 0) close(client);
  spare = open("/dev/null", O_RDONLY | O_CLOEXEC);
}

// One client, or none: whoever has given up meanwhile is no failure of ours.
static void take_client(void) {
  int client = accept4(listener->fd, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
  if (client >= 0) {
    if (add_source(client, piece) == NULL) close(client);
  } else if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM) {
    turn_away();
  }
}

static int attend_tcp(struct source* source) {
  if (source == listener) take_client();
  if (source != listener && attend(source) < 0) drop(source);
  return 0;
}

// ---- UDP ----

// Answers one datagram, of any length: to whoever has sent it. An answer that cannot be sent is lost, as any datagram may be.
static int attend_udp(struct source* source) {
  static char data[largest_datagram];
  struct sockaddr_storage from;
  socklen_t size = sizeof from;
  ssize_t n = recvfrom(source->fd, data, sizeof data, 0, (struct sockaddr*)&from, &size);
  if (n < 0) return for_now() || errno == ECONNREFUSED ? 0 : failed("recvfrom");
  sendto(source->fd, data, (size_t)n, 0, (struct sockaddr*)&from, size);
  return 0;
}

// ---- both ----

// SIGTERM becomes something to read.
static int sigterm_descriptor(void) {
  sigset_t term;
  sigemptyset(&term);
  sigaddset(&term, SIGTERM);
  if (sigprocmask(SIG_BLOCK, &term, NULL) < 0) return failed("sigprocmask");
  int fd = signalfd(-1, &term, SFD_NONBLOCK | SFD_CLOEXEC);
  return fd < 0 ? failed("signalfd") : fd;
}

static int start(int type, int port) {
  int fd = bound_socket(type, SOCK_NONBLOCK, port);
  if (fd < 0) return -1;
  if (type == SOCK_STREAM && listen(fd, SOMAXCONN) < 0) return failed("listen");
  int term = sigterm_descriptor();
  if (term < 0) return -1;
  epoll = epoll_create1(EPOLL_CLOEXEC);
  if (epoll < 0) return failed("epoll_create1");
  spare = open("/dev/null", O_RDONLY | O_CLOEXEC);
  listener = add_source(fd, 0);
  signals = add_source(term, 0);
  return listener == NULL || signals == NULL ? -1 : announce(fd);
}

// Each source is named once in a batch, so that dropping one client leaves all others in the batch valid.
static int serve(int (*attend_source)(struct source*)) {
  struct epoll_event events[batch];
  for (;;) {
    int n = epoll_wait(epoll, events, batch, -1);
    if (n < 0) return failed("epoll_wait");
    for (int i = 0; i < n; ++i) {
      if (events[i].data.ptr == signals) return 0;
      if (attend_source(events[i].data.ptr) < 0) return -1;
    }
  }
}

int main(int argc, char** argv) {
  int tcp = argc == 3 && strcmp(argv[1], "tcp") == 0;
  int udp = argc == 3 && strcmp(argv[1], "udp") == 0;
  int port = argc == 3 ? port_of(argv[2]) : -1;
  if ((!tcp && !udp) || port < 0) {
    fprintf(stderr, "usage: echo_server tcp|udp PORT\n");
    return 2;
  }
  if (start(tcp ? SOCK_STREAM : SOCK_DGRAM, port) < 0) return 1;
  return serve(tcp ? attend_tcp : attend_udp) < 0 ? 1 : 0;
}
