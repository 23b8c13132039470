// echo_client tcp HOST PORT sends standard input and prints what comes back; echo_client udp HOST PORT sends a datagram a line
// and prints the echo. One thread and poll(2): it waits at once for input, for room and for bytes from the server.
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <unistd.h>

enum { piece = 16384, largest_datagram = 65535, patience_ns = 500000000, tries = 4 };

static int failed(const char* what) {
  fprintf(stderr, "echo_client: %s: %s\n", what, strerror(errno));
  return -1;
}

static int is_port(const char* text) {
  char* end;
  errno = 0;
  long port = strtol(text, &end, 10);
  return errno == 0 && text[0] >= '0' && text[0] <= '9' && *end == '\0' && port >= 1 && port <= 65535;
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

// connect(2) that a signal interrupts goes on by itself; only its result is still to be had.
static int connect_to(int fd, const struct addrinfo* to) {
  if (connect(fd, to->ai_addr, to->ai_addrlen) == 0) return 0;
  if (errno != EINTR) return -1;
  struct pollfd done = {.fd = fd, .events = POLLOUT};
  while (poll(&done, 1, -1) < 0) {
    if (errno != EINTR) return -1;
  }
  int error = 0;
  socklen_t size = sizeof error;
  if (getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size) < 0) return -1;
  errno = error;
  return error == 0 ? 0 : -1;
}

// A socket connected to the first of the host's addresses that takes it, or -1 after a message. A name often has an IPv6 and an
// IPv4 address, and the server only one of them.
static int connected(int type, const char* host, const char* port) {
  struct addrinfo hints = {.ai_socktype = type, .ai_flags = AI_NUMERICSERV}, *list;
  int unknown = getaddrinfo(host, port, &hints, &list);
  if (unknown != 0) {
    fprintf(stderr, "echo_client: %s: %s\n", host, gai_strerror(unknown));
    return -1;
  }
  int fd = -1;
  for (struct addrinfo* a = list; a != NULL && fd < 0; a = a->ai_next) {
    fd = socket(a->ai_family, a->ai_socktype, a->ai_protocol);
    if (fd < 0 || connect_to(fd, a) == 0) continue;
    int error = errno;
    close(fd);
    fd = -1;
    errno = error;
  }
  freeaddrinfo(list);
  return fd < 0 ? failed("connect") : fd;
}

// A call that only has to be made again later.
static int for_now(void) { return errno == EINTR || errno == EAGAIN; }

// ---- TCP ----

struct conversation {
  int server;
  int input_ended;   // and the server told so
  int server_ended;
  char data[piece];  // input on its way to the server: data[begin … end)
  size_t begin;
  size_t end;
};

static int take_input(struct conversation* c) {
  ssize_t n = read(STDIN_FILENO, c->data, sizeof c->data);
  if (n < 0) return for_now() ? 0 : failed("read");
  c->begin = 0;
  c->end = (size_t)n;
  if (n > 0) return 0;
  c->input_ended = 1;
  return shutdown(c->server, SHUT_WR) < 0 ? failed("shutdown") : 0;
}

static int send_piece(struct conversation* c) {
  ssize_t n = write(c->server, c->data + c->begin, c->end - c->begin);
  if (n < 0) return for_now() ? 0 : failed("write");
  c->begin += (size_t)n;
  return 0;
}

static int take_answer(struct conversation* c) {
  char buffer[piece];
  ssize_t n = read(c->server, buffer, sizeof buffer);
  if (n < 0) return for_now() ? 0 : failed("read");
  if (n > 0) return write_all(STDOUT_FILENO, buffer, (size_t)n);
  c->server_ended = 1;
  if (c->input_ended) return 0;
  fprintf(stderr, "echo_client: the server has ended too early\n");
  return -1;
}

// A descriptor of -1 is one that poll does not look at: without a byte to send, room is not awaited, or poll would never sleep.
static int converse(struct conversation* c) {
  while (!c->server_ended) {
    int sending = c->begin < c->end;
    struct pollfd fds[] = {
        {.fd = sending || c->input_ended ? -1 : STDIN_FILENO, .events = POLLIN},
        {.fd = c->server, .events = (short)(sending ? POLLIN | POLLOUT : POLLIN)},
    };
    if (poll(fds, 2, -1) < 0) {
      if (errno == EINTR) continue;
      return failed("poll");
    }
    if ((fds[1].revents & ~POLLOUT) != 0 && take_answer(c) < 0) return -1;
    if (!c->server_ended && (fds[1].revents & POLLOUT) != 0 && send_piece(c) < 0) return -1;
    if (!c->server_ended && fds[0].revents != 0 && take_input(c) < 0) return -1;
  }
  return 0;
}

static int converse_tcp(int server) {
  struct conversation c = {.server = server};
  int flags = fcntl(server, F_GETFL);
  if (flags < 0 || fcntl(server, F_SETFL, flags | O_NONBLOCK) < 0) return failed("fcntl");
  return converse(&c);
}

// ---- UDP ----

// A connected socket gets datagrams from nobody but the server. It also hears that no server is there: no worse than silence,
// one may be started yet.
static int nothing_yet(void) { return for_now() || errno == ECONNREFUSED; }

// Takes one datagram: 1 if it is the echo, 0 if it is not, -1 after a message.
static int is_echo(int server, const char* line, size_t size) {
  static char data[largest_datagram];
  ssize_t n = recv(server, data, sizeof data, MSG_DONTWAIT);
  if (n < 0) return nothing_yet() ? 0 : failed("recv");
  return (size_t)n == size && memcmp(data, line, size) == 0;
}

// Sends the line at once and whenever the timer has run down, until the echo comes.
static int exchange(int server, int timer, const char* line, size_t size) {
  struct itimerspec every = {.it_value.tv_nsec = patience_ns, .it_interval.tv_nsec = patience_ns};
  if (timerfd_settime(timer, 0, &every, NULL) < 0) return failed("timerfd_settime");
  uint64_t due = 1;
  for (int sent = 0;;) {
    if (due > 0 && sent++ == tries) break;
    if (due > 0 && send(server, line, size, 0) < 0 && !nothing_yet()) return failed("send");
    struct pollfd fds[] = {{.fd = server, .events = POLLIN}, {.fd = timer, .events = POLLIN}};
    if (poll(fds, 2, -1) < 0 && errno != EINTR) return failed("poll");
    int come = fds[0].revents != 0 ? is_echo(server, line, size) : 0;
    if (come != 0) return come < 0 ? -1 : 0;
    due = 0;
    if (fds[1].revents != 0 && read(timer, &due, sizeof due) < 0 && !for_now()) return failed("read");
  }
  fprintf(stderr, "echo_client: no answer\n");
  return -1;
}

static int print_line(const char* line, size_t size) {
  int wrong = fwrite(line, 1, size, stdout) != size || putchar('\n') == EOF || fflush(stdout) != 0;
  return wrong ? failed("standard output") : 0;
}

static int converse_udp(int server) {
  int timer = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
  if (timer < 0) return failed("timerfd_create");
  char* line = NULL;
  size_t room = 0;
  ssize_t n;
  int done = 0;
  while (done == 0 && (n = getline(&line, &room, stdin)) > 0) {
    size_t size = (size_t)n - (line[n - 1] == '\n');
    done = exchange(server, timer, line, size);
    if (done == 0) done = print_line(line, size);
  }
  free(line);
  close(timer);
  return done == 0 && ferror(stdin) ? failed("standard input") : done;
}

int main(int argc, char** argv) {
  int tcp = argc == 4 && strcmp(argv[1], "tcp") == 0;
  int udp = argc == 4 && strcmp(argv[1], "udp") == 0;
  if ((!tcp && !udp) || !is_port(argv[3])) {
    fprintf(stderr, "usage: echo_client tcp|udp HOST PORT\n");
    return 2;
  }
  signal(SIGPIPE, SIG_IGN);  // a server that has gone is an error of write(2), EPIPE, and we can report it
  int server = connected(tcp ? SOCK_STREAM : SOCK_DGRAM, argv[2], argv[3]);
  if (server < 0) return 1;
  int done = tcp ? converse_tcp(server) : converse_udp(server);
  close(server);
  return done < 0 ? 1 : 0;
}
