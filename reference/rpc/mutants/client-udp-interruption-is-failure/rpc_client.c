// rpc_client [-u] [-t MS] HOST PORT CALL ARG…: calls one procedure of the remote calculator and prints its result. Every wait has
// a deadline on the monotonic clock. Every call is checked, EINTR and short reads and writes are continued.
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "notation.h"
#include "rpc.h"

enum { TRIES = 3 };
static const unsigned LAST_FRAGMENT = 1u << 31;

struct remote {
  const char* name;
  unsigned number;
  const char* argument_type;  // NULL: none
  xdr_type* argument;
  const char* result_type;
  xdr_type* result;
};

static const struct remote remotes[] = {
    {"NULL", CALC_NULL, NULL, xdr_void, NULL, xdr_void},
    {"ADD", CALC_ADD, "pair", xdr_pair, "hyper", xdr_hyper},
    {"DIVIDE", CALC_DIVIDE, "pair", xdr_pair, "div_result", xdr_div_result},
    {"CONCAT", CALC_CONCAT, "texts", xdr_texts, "joined", xdr_joined},
    {"SUM", CALC_SUM, "numbers", xdr_numbers, "hyper", xdr_hyper},
    {"STATS", CALC_STATS, "numbers", xdr_numbers, "stats", xdr_stats},
    {"LOOKUP", CALC_LOOKUP, "text", xdr_text, "answer", xdr_answer},
    {"GREET", CALC_GREET, "person", xdr_person, "greeting", xdr_greeting},
    {"LIST", CALC_LIST, "list", xdr_list, "list", xdr_list},
    {"GRAPH", CALC_GRAPH, "graph", xdr_graph, "graph_result", xdr_graph_result},
    {"INCREMENT", CALC_INCREMENT, "int", xdr_int, "hyper", xdr_hyper},
};

struct settings {
  bool datagrams;
  long patience;  // milliseconds that one try waits
  const char *host, *port;
  const struct remote* remote;
  struct words arguments;
};

// A call on its way: the bytes of `call` behind room for a record mark, and those that came back.
struct exchange {
  unsigned xid;
  unsigned char call[4 + MAX_MESSAGE];
  size_t call_size;  // without the mark
  unsigned char reply[MAX_MESSAGE];
  size_t reply_size;
};

static int usage(void) {
  fprintf(stderr, "usage: rpc_client [-u] [-t MS] HOST PORT CALL [ARGUMENT...]\n");
  return 2;
}

static int complain(const char* what) {
  fprintf(stderr, "rpc_client: %s\n", what);
  return -1;
}

static int failed(const char* what) {
  fprintf(stderr, "rpc_client: %s: %s\n", what, strerror(errno));
  return -1;
}

// ---- Time: milliseconds of the monotonic clock

static long long now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000LL + time.tv_nsec / 1000000;
}

// Waits until the socket is ready: 1, or 0 when the deadline is there, or -1.
static int wait_for(int fd, short events, long long deadline) {
  for (;;) {
    long long left = deadline - now();
    struct pollfd socket = {.fd = fd, .events = events};
    int ready = poll(&socket, 1, left > 0 ? (int)left : 0);
    if (ready >= 0 || errno != EINTR) return ready;
  }
}

// ---- Replies

// 1: this is the reply to our call, and the result stands at `xdr`; 0: it is something else; -1 after a message: the call failed.
static int look_at(const struct exchange* exchange, struct xdr* xdr) {
  static const char* const names[] = {"SUCCESS", "PROG_UNAVAIL", "PROG_MISMATCH", "PROC_UNAVAIL", "GARBAGE_ARGS", "SYSTEM_ERR"};
  *xdr = xdr_from(exchange->reply, exchange->reply_size);
  unsigned xid, type, status, why, low, high;
  if (!xdr_unsigned(xdr, &xid) || xid != exchange->xid) return 0;
  if (!xdr_unsigned(xdr, &type) || type != REPLY || !xdr_unsigned(xdr, &status)) return complain("the reply is garbled");
  if (status == MSG_DENIED) {
    if (!xdr_unsigned(xdr, &why)) return complain("the reply is garbled");
    return complain(why == RPC_MISMATCH ? "RPC_MISMATCH" : "AUTH_ERROR");
  }
  if (status != MSG_ACCEPTED || !xdr_auth(xdr) || !xdr_unsigned(xdr, &why) || why > SYSTEM_ERR) {
    return complain("the reply is garbled");
  }
  if (why == SUCCESS) return 1;
  if (why == PROG_MISMATCH && xdr_unsigned(xdr, &low) && xdr_unsigned(xdr, &high)) {
    fprintf(stderr, "rpc_client: PROG_MISMATCH: the server has versions %u to %u\n", low, high);
    return -1;
  }
  return complain(names[why]);
}

static int print_result(const struct remote* remote, struct xdr* xdr) {
  max_align_t value[4] = {0};  // large enough for every result
  int printed = 0;
  if (!remote->result(xdr, value) || xdr_left(xdr) > 0) {
    printed = complain("the result is garbled");
  } else if (remote->result_type == NULL) {
    printf("void\n");
  } else {
    notation_of(remote->result_type)->print(stdout, value);
    printf("\n");
  }
  xdr_free(remote->result, value);
  return printed == 0 && fflush(stdout) != 0 ? failed("standard output") : printed;
}

// ---- UDP

static int exchange_datagrams(int fd, const struct settings* settings, struct exchange* exchange, struct xdr* result) {
  for (int try = 0; try < TRIES; ++try) {
    long long deadline = now() + settings->patience;
    if (send(fd, exchange->call + 4, exchange->call_size, 0) < 0 && errno != EINTR) return failed("send");
    for (;;) {
      int ready = wait_for(fd, POLLIN, deadline);
      if (ready < 0) return failed("poll");
      if (ready == 0) break;
      ssize_t size = recv(fd, exchange->reply, sizeof exchange->reply, MSG_DONTWAIT);
      if (size < 0 && errno == EAGAIN) continue;
      if (size < 0) return failed("recv");
      exchange->reply_size = (size_t)size;
      int found = look_at(exchange, result);
      if (found != 0) return found;
    }
  }
  return complain("timed out: no reply");
}

// ---- TCP

static int late(int ready, const char* what) { return ready < 0 ? failed(what) : complain("timed out"); }

static int send_all(int fd, const unsigned char* bytes, size_t size, long long deadline) {
  while (size > 0) {
    int ready = wait_for(fd, POLLOUT, deadline);
    if (ready <= 0) return late(ready, "poll");
    ssize_t n = send(fd, bytes, size, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (n < 0 && errno != EINTR && errno != EAGAIN) return failed("send");
    if (n < 0) continue;
    bytes += n;
    size -= (size_t)n;
  }
  return 0;
}

static int receive_all(int fd, unsigned char* bytes, size_t size, long long deadline) {
  while (size > 0) {
    int ready = wait_for(fd, POLLIN, deadline);
    if (ready <= 0) return late(ready, "poll");
    ssize_t n = recv(fd, bytes, size, MSG_DONTWAIT);
    if (n == 0) return complain("the server has closed the connection");
    if (n < 0 && errno != EINTR && errno != EAGAIN) return failed("recv");
    if (n < 0) continue;
    bytes += n;
    size -= (size_t)n;
  }
  return 0;
}

// Puts the fragments of the next record together.
static int receive_record(int fd, struct exchange* exchange, long long deadline) {
  unsigned header = 0;
  for (exchange->reply_size = 0; (header & LAST_FRAGMENT) == 0;) {
    unsigned char bytes[4];
    if (receive_all(fd, bytes, sizeof bytes, deadline) < 0) return -1;
    struct xdr mark = xdr_from(bytes, sizeof bytes);
    xdr_unsigned(&mark, &header);
    size_t size = header & ~LAST_FRAGMENT;
    if (size > sizeof exchange->reply - exchange->reply_size) return complain("the reply is too long");
    if (receive_all(fd, exchange->reply + exchange->reply_size, size, deadline) < 0) return -1;
    exchange->reply_size += size;
  }
  return 0;
}

static int exchange_records(int fd, long long deadline, struct exchange* exchange, struct xdr* result) {
  struct xdr mark = xdr_to(exchange->call, 4);
  unsigned header = LAST_FRAGMENT | (unsigned)exchange->call_size;
  xdr_unsigned(&mark, &header);
  if (send_all(fd, exchange->call, exchange->call_size + 4, deadline) < 0) return -1;
  for (;;) {
    if (receive_record(fd, exchange, deadline) < 0) return -1;
    int found = look_at(exchange, result);
    if (found != 0) return found;
  }
}

// ---- Connecting

// Connects to one address: 0, or -1 with errno.
static int connect_to(int fd, const struct addrinfo* address, long long deadline) {
  if (connect(fd, address->ai_addr, address->ai_addrlen) == 0) return 0;
  if (errno != EINPROGRESS && errno != EINTR) return -1;
  int ready = wait_for(fd, POLLOUT, deadline);
  int error = ETIMEDOUT;
  socklen_t size = sizeof error;
  if (ready < 0 || (ready > 0 && getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size) < 0)) return -1;
  errno = error;
  return error == 0 ? 0 : -1;
}

// A connected socket (UDP: one that hears nobody else), or -1 after a message.
static int meet_server(const struct settings* settings, long long deadline) {
  struct addrinfo hints = {.ai_family = AF_INET, .ai_socktype = settings->datagrams ? SOCK_DGRAM : SOCK_STREAM};
  struct addrinfo* addresses;
  int error = getaddrinfo(settings->host, settings->port, &hints, &addresses);
  if (error != 0) {
    fprintf(stderr, "rpc_client: %s: %s\n", settings->host, gai_strerror(error));
    return -1;
  }
  int fd = -1;
  for (const struct addrinfo* address = addresses; address != NULL && fd < 0; address = address->ai_next) {
    fd = socket(address->ai_family, address->ai_socktype | SOCK_NONBLOCK | SOCK_CLOEXEC, address->ai_protocol);
    if (fd < 0 || connect_to(fd, address, deadline) == 0) continue;
    int why = errno;
    close(fd);
    errno = why;
    fd = -1;
  }
  freeaddrinfo(addresses);
  return fd < 0 ? failed(settings->host) : fd;
}

// ---- The whole

// Encodes the call: 0, or the exit status after a message.
static int prepare(struct settings* settings, struct exchange* exchange) {
  const struct remote* remote = settings->remote;
  struct timespec time;
  clock_gettime(CLOCK_REALTIME, &time);
  exchange->xid = (unsigned)time.tv_nsec ^ (unsigned)getpid() << 16;
  struct call call = {exchange->xid, CALL, RPC_VERSION, CALC_PROGRAM, CALC_VERSION, remote->number};
  struct xdr xdr = xdr_to(exchange->call + 4, MAX_MESSAGE);
  max_align_t value[4] = {0};
  int status = 0;
  if (remote->argument_type != NULL && !notation_of(remote->argument_type)->read(&settings->arguments, value)) status = usage();
  if (status == 0 && settings->arguments.next != settings->arguments.end) status = usage();
  if (status == 0 && (!xdr_call(&xdr, &call) || !remote->argument(&xdr, value))) {
    complain("an argument is too long");
    status = 1;
  }
  xdr_free(remote->argument, value);
  exchange->call_size = MAX_MESSAGE - xdr_left(&xdr);
  return status;
}

static int perform(const struct settings* settings, struct exchange* exchange) {
  long long deadline = now() + TRIES * settings->patience;
  int fd = meet_server(settings, deadline);
  if (fd < 0) return -1;
  struct xdr result;
  int found = settings->datagrams ? exchange_datagrams(fd, settings, exchange, &result)
                                  : exchange_records(fd, deadline, exchange, &result);
  close(fd);
  return found < 0 ? -1 : print_result(settings->remote, &result);
}

static bool is_number(const char* word, long least, long most, long* value) {
  char* end;
  *value = strtol(word, &end, 10);
  return *word != '\0' && *end == '\0' && *value >= least && *value <= most;
}

static bool read_settings(int argc, char** argv, struct settings* settings) {
  long port;
  int option;
  while ((option = getopt(argc, argv, "+ut:")) != -1) {
    if (option == 'u') settings->datagrams = true;
    if (option == '?') return false;
    if (option == 't' && !is_number(optarg, 1, 1000000, &settings->patience)) return false;
  }
  if (argc - optind < 3 || !is_number(argv[optind + 1], 1, 65535, &port)) return false;
  settings->host = argv[optind];
  settings->port = argv[optind + 1];
  for (size_t i = 0; i < sizeof remotes / sizeof remotes[0]; ++i) {
    if (strcmp(argv[optind + 2], remotes[i].name) == 0) settings->remote = &remotes[i];
  }
  settings->arguments = (struct words){argv + optind + 3, argv + argc};
  return settings->remote != NULL;
}

int main(int argc, char** argv) {
  static struct exchange exchange;
  struct settings settings = {.patience = 1000};
  if (!read_settings(argc, argv, &settings)) return usage();
  int status = prepare(&settings, &exchange);
  if (status != 0) return status;
  return perform(&settings, &exchange) < 0 ? 1 : 0;
}
