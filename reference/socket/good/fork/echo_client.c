// echo_client tcp HOST PORT sends standard input and prints what comes back; echo_client udp HOST PORT sends a datagram a line
// and prints the echo. TCP with two processes: the child sends, the parent prints, so that neither waits for the other.
#include <errno.h>
#include <netdb.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { piece = 65536, largest_datagram = 65535, patience_ms = 500, tries = 4 };

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

// ---- TCP ----

// Copies until the end of `in`: 0, or -1 after a message.
static int copy(int in, int out) {
  char buffer[piece];
  for (;;) {
    ssize_t n = read(in, buffer, sizeof buffer);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return failed("read");
    if (n == 0) return 0;
    if (write_all(out, buffer, (size_t)n) < 0) return -1;
  }
}

// The child's work: sends the input and then, and only then, says so to the parent and the end to the server.
static int send_input(int server, int all_sent) {
  if (copy(STDIN_FILENO, server) < 0) return -1;
  if (write_all(all_sent, "", 1) < 0) return -1;
  return shutdown(server, SHUT_WR) < 0 ? failed("shutdown") : 0;
}

// Ends and reaps the child: 0 if all its input had been sent, or -1 after a message.
static int end_sender(pid_t child, int all_sent) {
  struct pollfd said = {.fd = all_sent, .events = POLLIN};
  int ready = poll(&said, 1, 0);
  char mark;
  ssize_t marks = 0;
  while (ready > 0 && (said.revents & POLLIN) != 0 && (marks = read(all_sent, &mark, 1)) < 0 && errno == EINTR) continue;
  int sent = marks == 1;
  if (!sent) kill(child, SIGKILL);  // it may wait for input that nobody needs any more
  while (waitpid(child, NULL, 0) < 0) {
    if (errno != EINTR) return failed("waitpid");
  }
  if (!sent) fprintf(stderr, "echo_client: the server has ended too early\n");
  return sent ? 0 : -1;
}

static int converse_tcp(int server) {
  int all_sent[2];
  if (pipe(all_sent) < 0) return failed("pipe");
  pid_t child = fork();
  if (child < 0) return failed("fork");
  if (child == 0) {
    close(all_sent[0]);
    _exit(send_input(server, all_sent[1]) < 0 ? 1 : 0);
  }
  close(all_sent[1]);
  int printed = copy(server, STDOUT_FILENO);
  int sent = end_sender(child, all_sent[0]);
  return printed < 0 || sent < 0 ? -1 : 0;
}

// ---- UDP ----

static int64_t now_ms(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

// A connected socket gets datagrams from nobody but the server. It also hears that no server is there: no worse than silence,
// one may be started yet.
static int nothing_yet(void) { return errno == EINTR || errno == EAGAIN || errno == ECONNREFUSED; }

// Waits for the echo until the deadline: 1, or 0 if it has not come, or -1 after a message. Whatever else comes is dropped.
static int await_echo(int server, const char* line, size_t size, int64_t deadline) {
  static char data[largest_datagram];
  for (;;) {
    int64_t left = deadline - now_ms();
    struct pollfd readable = {.fd = server, .events = POLLIN};
    int ready = left <= 0 ? 0 : poll(&readable, 1, (int)left);
    if (ready < 0 && errno != EINTR) return failed("poll");
    if (ready == 0) return 0;
    ssize_t n = recv(server, data, sizeof data, MSG_DONTWAIT);
    if (n < 0 && !nothing_yet()) return failed("recv");
    if (n >= 0 && (size_t)n == size && memcmp(data, line, size) == 0) return 1;
  }
}

static int exchange(int server, const char* line, size_t size) {
  for (int i = 0; i < tries; ++i) {
    int64_t deadline = now_ms() + patience_ms;
    if (send(server, line, size, 0) < 0 && !nothing_yet()) return failed("send");
    int come = await_echo(server, line, size, deadline);
    if (come != 0) return come < 0 ? -1 : 0;
  }
  fprintf(stderr, "echo_client: no answer\n");
  return -1;
}

static int print_line(const char* line, size_t size) {
  int wrong = fwrite(line, 1, size, stdout) != size || putchar('\n') == EOF || fflush(stdout) != 0;
  return wrong ? failed("standard output") : 0;
}

static int converse_udp(int server) {
  char* line = NULL;
  size_t room = 0;
  ssize_t n;
  int done = 0;
  while (done == 0 && (n = getline(&line, &room, stdin)) > 0) {
    size_t size = (size_t)n - (line[n - 1] == '\n');
    done = exchange(server, line, size);
    if (done == 0) done = print_line(line, size);
  }
  free(line);
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
