// rpc_server PORT: the remote calculator over TCP and UDP, by libtirpc. The transports are made for sockets of ours, bound to the
// port that the user wants, so that there is no need of rpcbind; the loop is ours, too, so that SIGTERM ends it.
#define _GNU_SOURCE  // ppoll
#include <arpa/inet.h>
#include <errno.h>
#include <poll.h>
#include <rpc/rpc.h>
#include <rpc/rpc_com.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "calc.h"

enum { MAX_MESSAGE = 8192, DATAGRAM = 16384, REMEMBERED = 64, MOST_DESCRIPTORS = 1024 };

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
static int make_transports(uint16_t port) {
  int stream = bound_socket(SOCK_STREAM, port);
  int datagrams = stream < 0 ? -1 : bound_socket(SOCK_DGRAM, port);
  if (datagrams < 0) return -1;
  // A largest record makes libtirpc collect records without blocking: a client that sends half of one holds up nobody.
  int largest = MAX_MESSAGE;
  if (!rpc_control(RPC_SVC_CONNMAXREC_SET, &largest)) return failed("rpc_server: rpc_control");
  SVCXPRT* tcp = svc_vc_create(stream, 0, 0);
  SVCXPRT* udp = svc_dg_create(datagrams, DATAGRAM, DATAGRAM);
  if (tcp == NULL || udp == NULL) return failed("rpc_server: making a transport");
  if (!svc_dg_enablecache(udp, REMEMBERED)) return failed("rpc_server: svc_dg_enablecache");
  if (!svc_reg(tcp, CALC_PROGRAM, CALC_VERSION, calc_program_1, NULL) ||
      !svc_reg(udp, CALC_PROGRAM, CALC_VERSION, calc_program_1, NULL)) {
    return failed("rpc_server: svc_reg");
  }
  return 0;
}

static int serve(const sigset_t* while_waiting) {
  while (!terminated) {
    struct pollfd fds[MOST_DESCRIPTORS];
    int count = svc_max_pollfd < MOST_DESCRIPTORS ? svc_max_pollfd : MOST_DESCRIPTORS;
    memcpy(fds, svc_pollfd, (size_t)count * sizeof fds[0]);  // serving one changes the list
    int ready = ppoll(fds, (nfds_t)count, NULL, while_waiting);
    if (ready > 0) svc_getreq_poll(fds, ready);
    if (ready < 0 && errno != EINTR) return failed("rpc_server: ppoll");
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

  if (make_transports((uint16_t)port) < 0) return 1;
  printf("listening %ld\n", port);
  if (fflush(stdout) != 0) return failed("rpc_server: standard output") < 0;
  return serve(&old) < 0 ? 1 : 0;
}
