// echo_client tcp HOST PORT sends standard input and prints what comes back; echo_client udp HOST PORT sends a datagram a line
// and prints the echo. TCP with two threads: one sends, the other prints, so that neither waits for the other.
#include <errno.h>
#include <netdb.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

enum { piece = 32768, largest_datagram = 65535, patience_us = 500000, tries = 4 };

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

// The addresses of the host, or NULL after a message.
static struct addrinfo* addresses(int type, const char* host, const char* port) {
  struct addrinfo hints = {.ai_socktype = type, .ai_flags = AI_NUMERICSERV}, *list;
  int unknown = getaddrinfo(host, port, &hints, &list);
  if (unknown == 0) return list;
  fprintf(stderr, "echo_client: %s: %s\n", host, gai_strerror(unknown));
  return NULL;
}

// ---- TCP ----

// A socket connected to the first of the addresses that takes it, or -1 after a message. A name often has an IPv6 and an IPv4
// address, and the server only one of them.
static int connected(const struct addrinfo* list) {
  int error = 0;
  for (const struct addrinfo* a = list; a != NULL; a = a->ai_next) {
    int fd = socket(a->ai_family, a->ai_socktype, a->ai_protocol);
    if (fd >= 0 && connect_to(fd, a) == 0) return fd;
    error = errno;
    if (fd >= 0) close(fd);
  }
  errno = error;
  return failed("connect");
}

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

static atomic_int all_sent;

// The other thread's work: sends the input, and then the end. Who sees the server's end after that has seen all of its answer.
static void* send_input(void* argument) {
  int server = *(int*)argument;
  if (copy(STDIN_FILENO, server) < 0) return NULL;
  atomic_store(&all_sent, 1);
  if (shutdown(server, SHUT_WR) < 0) failed("shutdown");
  return NULL;
}

// The sender is not joined: it may wait for input that nobody needs any more, and ends with the program.
static int converse_tcp(int server) {
  pthread_t sender;
  errno = pthread_create(&sender, NULL, send_input, &server);
  if (errno != 0) return failed("pthread_create");
  pthread_detach(sender);
  if (copy(server, STDOUT_FILENO) < 0) return -1;
  if (atomic_load(&all_sent)) return 0;
  fprintf(stderr, "echo_client: the server has ended too early\n");
  return -1;
}

// ---- UDP ----

static int64_t now_us(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

// The socket is not connected, so anybody can send to it: what comes from elsewhere than the server is none of ours.
static int is_from(const struct addrinfo* server, const struct sockaddr_storage* from) {
  if (server->ai_family != from->ss_family) return 0;
  if (from->ss_family == AF_INET) {
    const struct sockaddr_in *a = (const struct sockaddr_in*)server->ai_addr, *b = (const struct sockaddr_in*)from;
    return a->sin_port == b->sin_port && a->sin_addr.s_addr == b->sin_addr.s_addr;
  }
  const struct sockaddr_in6 *a = (const struct sockaddr_in6*)server->ai_addr, *b = (const struct sockaddr_in6*)from;
  return a->sin6_port == b->sin6_port && memcmp(&a->sin6_addr, &b->sin6_addr, sizeof a->sin6_addr) == 0;
}

// Waits for the echo until the deadline: 1, or 0 if it has not come, or -1 after a message. Whatever else comes is dropped.
static int await_echo(int fd, const struct addrinfo* server, const char* line, size_t size, int64_t deadline) {
  static char data[largest_datagram];
  for (;;) {
    int64_t left = deadline - now_us();
    if (left <= 0) return 0;
    struct timeval patience = {.tv_sec = left / 1000000, .tv_usec = left % 1000000};
    if (setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience) < 0) return failed("SO_RCVTIMEO");
    struct sockaddr_storage from;
    socklen_t from_size = sizeof from;
    ssize_t n = recvfrom(fd, data, sizeof data, 0, (struct sockaddr*)&from, &from_size);
    if (n < 0 && errno != EAGAIN && errno != EINTR) return failed("recvfrom");
    if (n >= 0 && is_from(server, &from) && (size_t)n == size && memcmp(data, line, size) == 0) return 1;
  }
}

static int exchange(int fd, const struct addrinfo* server, const char* line, size_t size) {
  for (int i = 0; i < tries; ++i) {
    int64_t deadline = now_us() + patience_us;
    if (sendto(fd, line, size, 0, server->ai_addr, server->ai_addrlen) < 0 && errno != EINTR) return failed("sendto");
    int come = await_echo(fd, server, line, size, deadline);
    if (come != 0) return come < 0 ? -1 : 0;
  }
  fprintf(stderr, "echo_client: no answer\n");
  return -1;
}

static int print_line(const char* line, size_t size) {
  int wrong = fwrite(line, 1, size, stdout) != size || putchar('\n') == EOF || fflush(stdout) != 0;
  return wrong ? failed("standard output") : 0;
}

static int converse_udp(int fd, const struct addrinfo* server) {
  char* line = NULL;
  size_t room = 0;
  ssize_t n;
  int done = 0;
  while (done == 0 && (n = getline(&line, &room, stdin)) > 0) {
    if (line[n - 1] == '\n') line[n - 1] = '\0';
    size_t size = strlen(line);
    done = exchange(fd, server, line, size);
    if (done == 0) done = print_line(line, size);
  }
  free(line);
  return done == 0 && ferror(stdin) ? failed("standard input") : done;
}

static int run(int type, const char* host, const char* port) {
  struct addrinfo* list = addresses(type, host, port);
  if (list == NULL) return -1;
  int fd = type == SOCK_STREAM ? connected(list) : socket(list->ai_family, type, 0);
  if (fd < 0 && type == SOCK_DGRAM) failed("socket");
  int done = fd < 0 ? -1 : type == SOCK_STREAM ? converse_tcp(fd) : converse_udp(fd, list);
  freeaddrinfo(list);
  if (type == SOCK_DGRAM && fd >= 0) close(fd);  // the other thread may still use the TCP socket
  return done;
}

int main(int argc, char** argv) {
  int tcp = argc == 4 && strcmp(argv[1], "tcp") == 0;
  int udp = argc == 4 && strcmp(argv[1], "udp") == 0;
  if ((!tcp && !udp) || !is_port(argv[3])) {
    fprintf(stderr, "usage: echo_client tcp|udp HOST PORT\n");
    return 2;
  }
  signal(SIGPIPE, SIG_IGN);  // a server that has gone is an error of write(2), EPIPE, and we can report it
  return run(tcp ? SOCK_STREAM : SOCK_DGRAM, argv[2], argv[3]) < 0 ? 1 : 0;
}
