// echo_server tcp PORT and echo_server udp PORT send back what they get, until SIGTERM. TCP with a process a client: a child
// that waits for a slow client, or dies with a broken one, holds up nobody else. The parent sleeps in ppoll(2), which lets the
// signals in only while it sleeps: none can come between a look at `stopping` and the sleep.
#define _GNU_SOURCE  // accept4, ppoll
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { piece = 65536, largest_datagram = 65535 };

static volatile sig_atomic_t stopping;

static void on_sigterm(int signal_number) {
  (void)signal_number;
  stopping = 1;
}

static void on_sigchld(int signal_number) { (void)signal_number; }  // only to end the sleep

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
    if (n < 0 && errno == EINTR) return 0;
    if (n < 0) return -1;
    data += n;
    size -= (size_t)n;
  }
  return 0;
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

// Sleeps until there is something to read, or a signal: 1, or 0 to stop, or -1 after a message.
static int wait_for(int fd, const sigset_t* awake) {
  struct pollfd readable = {.fd = fd, .events = POLLIN};
  if (stopping) return 0;
  if (ppoll(&readable, 1, NULL, awake) < 0 && errno != EINTR) return failed("ppoll");
  return !stopping;
}

// ---- TCP ----

static pid_t* children;
static size_t child_count, child_room;

// Room for one more child is made before the fork: what runs and is not in the list would never be ended.
static int make_room(void) {
  if (child_count < child_room) return 0;
  size_t room = child_room == 0 ? 16 : 2 * child_room;
  pid_t* more = realloc(children, room * sizeof *more);
  if (more == NULL) return failed("realloc");
  children = more;
  child_room = room;
  return 0;
}

static void forget(pid_t child) {
  for (size_t i = 0; i < child_count; ++i) {
    if (children[i] == child) children[i] = children[--child_count];
  }
}

static void reap_ended(void) {
  pid_t child;
  while ((child = waitpid(-1, NULL, WNOHANG)) > 0) forget(child);
}

static void end_all(void) {
  for (size_t i = 0; i < child_count; ++i) kill(children[i], SIGKILL);
  while (waitpid(-1, NULL, 0) > 0 || errno == EINTR) continue;
  free(children);
}

// The child's work: sends back every byte until the client has shut down its side.
static int echo(int client) {
  char buffer[piece];
  for (;;) {
    ssize_t n = read(client, buffer, sizeof buffer);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return failed("read");
    if (n == 0) return 0;
    if (write_all(client, buffer, (size_t)n) < 0) return failed("write");
  }
}

static void start_child(int client, int listener, const sigset_t* mask) {
  if (make_room() < 0) return;
  pid_t child = fork();
  if (child < 0) {
    failed("fork");
  } else if (child > 0) {
    children[child_count++] = child;
  } else {
    close(listener);
    signal(SIGTERM, SIG_DFL);
    sigprocmask(SIG_SETMASK, mask, NULL);
    _exit(echo(client) < 0 ? 1 : 0);
  }
}

static int spare = -1;

// Without a free descriptor accept(2) fails while the client goes on waiting, and ppoll would never sleep again: the spare one
// is given up for a moment, to turn that client away.
static void turn_away(int listener) {
  failed("accept");
  close(spare);
  int client = accept(listener, NULL, NULL);
  if (client >= 0) close(client);
  spare = open("/dev/null", O_RDONLY | O_CLOEXEC);
}

// One client, or none: whoever has given up meanwhile is no failure of ours. The listener does not block.
static void take_client(int listener, const sigset_t* mask) {
  int client = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
  if (client < 0) {
    if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM) turn_away(listener);
    return;
  }
  start_child(client, listener, mask);
  close(client);  // the child has its own; while this one is open, the client never sees the end
}

static int serve_tcp(int port, const sigset_t* awake) {
  int listener = bound_socket(SOCK_STREAM, SOCK_NONBLOCK, port);
  if (listener < 0) return -1;
  if (listen(listener, SOMAXCONN) < 0) return failed("listen");
  spare = open("/dev/null", O_RDONLY | O_CLOEXEC);
  if (announce(listener) < 0) return -1;
  int more;
  while ((more = wait_for(listener, awake)) > 0) {
    reap_ended();
    take_client(listener, awake);
  }
  end_all();
  return more;
}

// ---- UDP ----

// Answers one datagram, of any length: to whoever has sent it. An answer that cannot be sent is lost, as any datagram may be.
static int answer_datagram(int fd) {
  static char data[largest_datagram];
  struct sockaddr_storage from;
  socklen_t size = sizeof from;
  ssize_t n = recvfrom(fd, data, sizeof data, MSG_DONTWAIT, (struct sockaddr*)&from, &size);
  if (n >= 0) {
    sendto(fd, data, (size_t)n, 0, (struct sockaddr*)&from, size);
    return 0;
  }
  return errno == EAGAIN || errno == EINTR || errno == ECONNREFUSED ? 0 : failed("recvfrom");
}

static int serve_udp(int port, const sigset_t* awake) {
  int fd = bound_socket(SOCK_DGRAM, 0, port);
  if (fd < 0 || announce(fd) < 0) return -1;
  int more;
  while ((more = wait_for(fd, awake)) > 0) {
    if (answer_datagram(fd) < 0) return -1;
  }
  return more;
}

// Blocks the two signals, except where `awake` says that they may come.
static int catch_signals(sigset_t* awake) {
  struct sigaction term = {.sa_handler = on_sigterm}, child = {.sa_handler = on_sigchld};
  sigset_t ours;
  sigemptyset(&ours);
  sigaddset(&ours, SIGTERM);
  sigaddset(&ours, SIGCHLD);
  signal(SIGPIPE, SIG_IGN);  // a client that has gone is an error of write(2), EPIPE, and not our death
  if (sigaction(SIGTERM, &term, NULL) < 0 || sigaction(SIGCHLD, &child, NULL) < 0) return failed("sigaction");
  if (sigprocmask(SIG_BLOCK, &ours, awake) < 0) return failed("sigprocmask");
  sigdelset(awake, SIGTERM);
  sigdelset(awake, SIGCHLD);
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
  sigset_t awake;
  if (catch_signals(&awake) < 0) return 1;
  int served = tcp ? serve_tcp(port, &awake) : serve_udp(port, &awake);
  return served < 0 ? 1 : 0;
}
