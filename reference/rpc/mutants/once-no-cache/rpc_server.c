// rpc_server PORT: the remote calculator over TCP and UDP, by libtirpc. The transports are made for sockets of ours, bound to the
// port that the user wants, so that there is no need of rpcbind; the loop is ours, too, so that SIGTERM ends it.
#define _GNU_SOURCE  // ppoll
#include <arpa/inet.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "calc.h"

enum { MAX_MESSAGE = 8192, DATAGRAM = 16384, REMEMBERED = 64, MOST_DESCRIPTORS = 1024 };
enum { MOST_BYTES = 5 * MAX_MESSAGE };  // of a record whose every fragment has one byte
static const uint32_t LAST_FRAGMENT = 1u << 31;

void calc_program_1(struct svc_req* request, SVCXPRT* transport);  // in calc_svc.c

static volatile sig_atomic_t terminated;
static void on_sigterm(int number) { (void)number, terminated = 1; }

static int failed(const char* what) {
  perror(what);
  return -1;
}

// A socket of that type, bound to the port on every IPv4 address, or -1 after a message.
static int bound_socket(int type, uint16_t port) {
  int on = 1;
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_ANY)};
  int fd = socket(AF_INET, type, 0);
  if (fd < 0) return failed("rpc_server: socket");
  if (type == SOCK_STREAM && setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) < 0)
    return failed("rpc_server: setsockopt");
  if (bind(fd, (struct sockaddr*)&address, sizeof address) < 0) return failed("rpc_server: bind");
  if (type == SOCK_STREAM && listen(fd, SOMAXCONN) < 0) return failed("rpc_server: listen");
  return fd;
}

// Makes the transports and registers the program with them, but nowhere else.
static int make_transports(int stream, int datagrams) {
  SVCXPRT* tcp = svc_vc_create(stream, 0, 0);
  SVCXPRT* udp = svc_dg_create(datagrams, DATAGRAM, DATAGRAM);
  if (tcp == NULL || udp == NULL) return failed("rpc_server: making a transport");
  if (!svc_reg(tcp, CALC_PROGRAM, CALC_VERSION, calc_program_1, NULL) ||
      !svc_reg(udp, CALC_PROGRAM, CALC_VERSION, calc_program_1, NULL)) {
    return failed("rpc_server: svc_reg");
  }
  return 0;
}

// How many bytes the first record of `bytes` has, marks included; or, if there are too few bytes to say, how many more it takes
// at least, as a negative number. 0: the record is longer than any call of ours.
static long record_size(const unsigned char* bytes, size_t size) {
  size_t at = 0, content = 0;
  for (uint32_t mark = 0; (mark & LAST_FRAGMENT) == 0;) {
    if (size < at + sizeof mark) return (long)size - (long)(at + sizeof mark);
    memcpy(&mark, bytes + at, sizeof mark);
    mark = ntohl(mark);
    at += sizeof mark + (mark & ~LAST_FRAGMENT);
    content += mark & ~LAST_FRAGMENT;
    if (content > MAX_MESSAGE || at > MOST_BYTES) return 0;
  }
  return size < at ? (long)size - (long)at : (long)at;
}

// Whether libtirpc may read from a connection. It waits for the rest of a record once it has seen its beginning, and everybody
// else with it; so it is called only when a whole record is there. Until then the kernel is told (SO_RCVLOWAT) how many bytes we
// wait for, and ppoll sleeps.
static int may_read(int fd) {
  static unsigned char bytes[MOST_BYTES];
  ssize_t size;
  while ((size = recv(fd, bytes, sizeof bytes, MSG_PEEK | MSG_DONTWAIT)) < 0 && errno == EINTR) continue;
  long record = size > 0 ? record_size(bytes, (size_t)size) : 1;
  int low_water = record < 0 ? (int)(size - record) : 1;
  struct pollfd hung_up = {.fd = fd, .events = POLLRDHUP};
  setsockopt(fd, SOL_SOCKET, SO_RCVLOWAT, &low_water, sizeof low_water);
  if (record == 0) shutdown(fd, SHUT_RDWR);  // libtirpc sees the end, and closes
  return record >= 0 || (poll(&hung_up, 1, 0) > 0 && hung_up.revents != 0);
}

static int serve(int stream, int datagrams, const sigset_t* while_waiting) {
  while (!terminated) {
    struct pollfd fds[MOST_DESCRIPTORS];
    int count = svc_max_pollfd < MOST_DESCRIPTORS ? svc_max_pollfd : MOST_DESCRIPTORS;
    memcpy(fds, svc_pollfd, (size_t)count * sizeof fds[0]);  // serving one changes the list
    int ready = ppoll(fds, (nfds_t)count, NULL, while_waiting);
    if (ready < 0 && errno != EINTR) return failed("rpc_server: ppoll");
    for (int i = 0; i < count && ready > 0; ++i) {
      if (fds[i].revents == 0 || fds[i].fd == stream || fds[i].fd == datagrams || may_read(fds[i].fd)) continue;
      fds[i].revents = 0;
      --ready;
    }
    if (ready > 0) svc_getreq_poll(fds, ready);
  }
  return 0;
}

int main(int argc, char** argv) {
  char* end = "";
  long port = argc == 2 ? strtol(argv[1], &end, 10) : 0;
  if (port < 1 || port > 65535 || *end != '\0') {
    fprintf(stderr, "usage: rpc_server PORT\n");
    return 2;
  }
  signal(SIGPIPE, SIG_IGN);
  struct sigaction action = {.sa_handler = on_sigterm};
  sigset_t sigterm, old;
  sigemptyset(&sigterm);
  sigaddset(&sigterm, SIGTERM);
  sigprocmask(SIG_BLOCK, &sigterm, &old);
  sigdelset(&old, SIGTERM);
  sigaction(SIGTERM, &action, NULL);

  int stream = bound_socket(SOCK_STREAM, (uint16_t)port);
  int datagrams = stream < 0 ? -1 : bound_socket(SOCK_DGRAM, (uint16_t)port);
  if (datagrams < 0 || make_transports(stream, datagrams) < 0) return 1;
  printf("listening %ld\n", port);
  if (fflush(stdout) != 0) return failed("rpc_server: standard output") < 0;
  return serve(stream, datagrams, &old) < 0 ? 1 : 0;
}
