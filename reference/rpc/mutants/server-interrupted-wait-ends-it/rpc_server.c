// rpc_server PORT: the remote calculator over TCP and UDP. One loop around ppoll(2) serves everybody: no client can make another
// one wait. Every call is checked, EINTR and short reads and writes are continued.
#define _GNU_SOURCE  // accept4, ppoll
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "rpc.h"

enum { MOST_CONNECTIONS = 128, REMEMBERED = 64 };
static const unsigned LAST_FRAGMENT = 1u << 31;

// A TCP connection: a record comes in, its reply goes out, and only then the next record is read.
struct connection {
  int fd;
  unsigned char mark[4];  // of the fragment that is being read
  size_t marked;          // how much of it is there
  uint32_t left;          // bytes of the fragment that are still to come
  bool last;              // it is the record's last fragment
  unsigned char record[MAX_MESSAGE];
  size_t size;
  unsigned char reply[4 + MAX_MESSAGE];
  size_t to_send, sent;
};

// A call that came by UDP and what was answered, in case it comes again.
struct memory {
  struct sockaddr_in from;
  unsigned char call[MAX_MESSAGE], reply[MAX_MESSAGE];
  size_t call_size, reply_size;
};

static volatile sig_atomic_t terminated;
static void on_sigterm(int number) { (void)number, terminated = 1; }

static int failed(const char* what) {
  perror(what);
  return -1;
}

static bool for_now(void) { return errno == EINTR || errno == EAGAIN || errno == EWOULDBLOCK; }

// ---- UDP

static void answer_datagram(int fd) {
  static struct memory memories[REMEMBERED];
  static size_t next;
  unsigned char call[MAX_MESSAGE];
  struct sockaddr_in from;
  socklen_t from_size = sizeof from;
  ssize_t size = recvfrom(fd, call, sizeof call, MSG_DONTWAIT | MSG_TRUNC, (struct sockaddr*)&from, &from_size);
  if (size <= 0 || (size_t)size > sizeof call) return;  // nothing there, a former reply's error, or too long: no call of ours
  const struct memory* known = NULL;
  for (size_t i = 0; i < REMEMBERED && known == NULL; ++i) {
    const struct memory* old = &memories[i];
    bool same = old->from.sin_addr.s_addr == from.sin_addr.s_addr && old->from.sin_port == from.sin_port;
    if (same && old->call_size == (size_t)size && memcmp(old->call, call, (size_t)size) == 0) known = old;
  }
  if (known == NULL) {
    struct memory* memory = &memories[next];
    memory->reply_size = answer_call(call, (size_t)size, memory->reply);
    if (memory->reply_size == 0) return;
    memory->from = from;
    memory->call_size = (size_t)size;
    memcpy(memory->call, call, (size_t)size);
    next = (next + 1) % REMEMBERED;
    known = memory;
  }
  // A reply that cannot be sent is a lost datagram: the client asks again.
  sendto(fd, known->reply, known->reply_size, MSG_DONTWAIT, (struct sockaddr*)&from, from_size);
}

// ---- TCP

// A record is complete. False: it is no call, or none that we take.
static bool answer_record(struct connection* connection) {
  size_t size = answer_call(connection->record, connection->size, connection->reply + 4);
  struct xdr mark = xdr_to(connection->reply, 4);
  unsigned header = LAST_FRAGMENT | (unsigned)size;
  xdr_unsigned(&mark, &header);
  connection->to_send = size + 4;
  connection->sent = connection->size = 0;
  return size > 0;
}

// A fragment's mark is complete. False: it belongs to a record that is too long.
static bool begin_fragment(struct connection* connection) {
  struct xdr mark = xdr_from(connection->mark, 4);
  unsigned header = 0;
  xdr_unsigned(&mark, &header);
  connection->last = (header & LAST_FRAGMENT) != 0;
  connection->left = header & ~LAST_FRAGMENT;
  return connection->left <= MAX_MESSAGE - connection->size;
}

// Reads what is needed next, and never more. False: the connection is over.
static bool receive(struct connection* connection) {
  bool in_mark = connection->marked < 4;
  unsigned char* into = in_mark ? connection->mark + connection->marked : connection->record + connection->size;
  ssize_t n = recv(connection->fd, into, in_mark ? 4 - connection->marked : connection->left, 0);
  if (n <= 0) return n < 0 && for_now();
  if (in_mark) {
    connection->marked += (size_t)n;
    if (connection->marked < 4) return true;
    if (!begin_fragment(connection)) return false;
  } else {
    connection->size += (size_t)n;
    connection->left -= (uint32_t)n;
  }
  if (connection->left > 0) return true;
  connection->marked = 0;
  return !connection->last || answer_record(connection);
}

static bool transmit(struct connection* connection) {
  ssize_t n = send(connection->fd, connection->reply + connection->sent, connection->to_send - connection->sent, MSG_NOSIGNAL);
  if (n < 0) return for_now();
  connection->sent += (size_t)n;
  return true;
}

static bool has_reply(const struct connection* connection) { return connection->sent < connection->to_send; }

static int spare = -1;

// Without a free descriptor accept fails while the client goes on waiting, and ppoll would never sleep again: the spare one is
// given up for a moment, to turn that client away.
static void turn_away(int listener) {
  perror("rpc_server: accept");
  close(spare);
  int fd = accept(listener, NULL, NULL);
  if (fd >= 0) close(fd);
  spare = open("/dev/null", O_RDONLY | O_CLOEXEC);
}

// NULL: the client has gone already, or there is no room for it. The others are served all the same.
static struct connection* accept_connection(int listener) {
  int fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
  if (fd < 0) {
    if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM) turn_away(listener);
    return NULL;
  }
  struct connection* connection = calloc(1, sizeof *connection);
  if (connection == NULL) {
    close(fd);
    return NULL;
  }
  connection->fd = fd;
  return connection;
}

// ---- The loop

static int serve(int listener, int datagrams, const sigset_t* while_waiting) {
  struct connection* connections[MOST_CONNECTIONS];
  struct pollfd fds[MOST_CONNECTIONS + 2];
  nfds_t count = 0;
  while (!terminated) {
    for (nfds_t i = 0; i < count; ++i) {
      fds[i] = (struct pollfd){.fd = connections[i]->fd, .events = has_reply(connections[i]) ? POLLOUT : POLLIN};
    }
    fds[count] = (struct pollfd){.fd = datagrams, .events = POLLIN};
    fds[count + 1] = (struct pollfd){.fd = count < MOST_CONNECTIONS ? listener : -1, .events = POLLIN};
    if (ppoll(fds, count + 2, NULL, while_waiting) < 0) {
      if (terminated) continue;
      return failed("rpc_server: ppoll");
    }
    if (fds[count].revents != 0) answer_datagram(datagrams);
    bool somebody_comes = fds[count + 1].revents != 0;
    nfds_t kept = 0;
    for (nfds_t i = 0; i < count; ++i) {
      struct connection* connection = connections[i];
      bool goes_on = fds[i].revents == 0 || (has_reply(connection) ? transmit(connection) : receive(connection));
      if (goes_on) {
        connections[kept++] = connection;
      } else {
        close(connection->fd);
        free(connection);
      }
    }
    count = kept;
    struct connection* newcomer = somebody_comes ? accept_connection(listener) : NULL;
    if (newcomer != NULL) connections[count++] = newcomer;
  }
  while (count > 0) {
    close(connections[--count]->fd);
    free(connections[count]);
  }
  return 0;
}

// A socket of that type, bound to the port on every IPv4 address, or -1 after a message.
static int bound_socket(int type, uint16_t port) {
  int on = 1;
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_ANY)};
  int fd = socket(AF_INET, type | SOCK_CLOEXEC, 0);
  if (fd < 0) return failed("rpc_server: socket");
  // Old connections of a server that has just ended are no reason not to start; another UDP server on this port is one.
  if (type != SOCK_DGRAM && setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) < 0) return failed("rpc_server: setsockopt");
  if (bind(fd, (struct sockaddr*)&address, sizeof address) < 0) return failed("rpc_server: bind");
  return fd;
}

int main(int argc, char** argv) {
  char* end = "";
  long port = argc == 2 ? strtol(argv[1], &end, 10) : 0;
  if (port < 1 || port > 65535 || *end != '\0') {
    fprintf(stderr, "usage: rpc_server PORT\n");
    return 2;
  }
  // SIGTERM may come only while we wait: then none is lost between looking and sleeping.
  struct sigaction action = {.sa_handler = on_sigterm};
  sigset_t sigterm, old;
  sigemptyset(&sigterm);
  sigaddset(&sigterm, SIGTERM);
  sigprocmask(SIG_BLOCK, &sigterm, &old);
  sigdelset(&old, SIGTERM);
  sigaction(SIGTERM, &action, NULL);

  int listener = bound_socket(SOCK_STREAM | SOCK_NONBLOCK, (uint16_t)port);
  int datagrams = listener < 0 ? -1 : bound_socket(SOCK_DGRAM, (uint16_t)port);
  if (datagrams < 0) return 1;
  if (listen(listener, SOMAXCONN) < 0) return failed("rpc_server: listen") < 0;
  spare = open("/dev/null", O_RDONLY | O_CLOEXEC);
  printf("listening %ld\n", port);
  if (fflush(stdout) != 0) return failed("rpc_server: standard output") < 0;
  int served = serve(listener, datagrams, &old);
  close(listener);
  close(datagrams);
  return served < 0 ? 1 : 0;
}
