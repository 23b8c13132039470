// rpc_client [-u] [-t MS] HOST PORT CALL ARG…: calls one procedure of the remote calculator through libtirpc and prints its
// result.
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "calc.h"
#include "notation.h"

enum { TRIES = 3, DATAGRAM = 16384 };

struct remote {
  const char* name;
  rpcproc_t number;
  const char* argument_type;  // NULL: none
  xdrproc_t argument;
  const char* result_type;
  xdrproc_t result;
};

#define XDR_OF(type) #type, (xdrproc_t)xdr_##type
#define XDR_OF_HYPER "hyper", (xdrproc_t)xdr_quad_t
#define XDR_OF_NOTHING NULL, (xdrproc_t)xdr_void

static const struct remote remotes[] = {
    {"NULL", CALC_NULL, XDR_OF_NOTHING, XDR_OF_NOTHING},       {"ADD", CALC_ADD, XDR_OF(pair), XDR_OF_HYPER},
    {"DIVIDE", CALC_DIVIDE, XDR_OF(pair), XDR_OF(div_result)}, {"CONCAT", CALC_CONCAT, XDR_OF(texts), XDR_OF(joined)},
    {"SUM", CALC_SUM, XDR_OF(numbers), XDR_OF_HYPER},          {"STATS", CALC_STATS, XDR_OF(numbers), XDR_OF(stats)},
    {"LOOKUP", CALC_LOOKUP, XDR_OF(text), XDR_OF(answer)},     {"GREET", CALC_GREET, XDR_OF(person), XDR_OF(greeting)},
    {"LIST", CALC_LIST, XDR_OF(list), XDR_OF(list)},           {"GRAPH", CALC_GRAPH, XDR_OF(graph), XDR_OF(graph_result)},
    {"INCREMENT", CALC_INCREMENT, XDR_OF(int), XDR_OF_HYPER},
};

struct settings {
  bool_t datagrams;
  long patience;  // milliseconds that one try waits
  const char *host, *port;
  const struct remote* remote;
  struct words arguments;
};

static int usage(void) {
  fprintf(stderr, "usage: rpc_client [-u] [-t MS] HOST PORT CALL [ARGUMENT...]\n");
  return 2;
}

static int complain(const char* who, const char* what) {
  fprintf(stderr, "rpc_client: %s: %s\n", who, what);
  return 1;
}

static struct timeval after(long milliseconds) {
  return (struct timeval){.tv_sec = milliseconds / 1000, .tv_usec = milliseconds % 1000 * 1000};
}

// Connects within the whole time of the call: 0, or -1 with errno.
static int connect_to(int fd, const struct sockaddr_in* address, long milliseconds) {
  int flags = fcntl(fd, F_GETFL);
  int error = ETIMEDOUT;
  socklen_t size = sizeof error;
  if (flags < 0 || fcntl(fd, F_SETFL, flags | O_NONBLOCK) < 0) return -1;
  if (connect(fd, (const struct sockaddr*)address, sizeof *address) < 0) {
    if (errno != EINPROGRESS && errno != EINTR) return -1;
    struct pollfd socket = {.fd = fd, .events = POLLOUT};
    int ready;
    while ((ready = poll(&socket, 1, (int)milliseconds)) < 0 && errno == EINTR) continue;
    if (ready < 0 || (ready > 0 && getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size) < 0)) return -1;
    errno = error;
    if (error != 0) return -1;
  }
  return fcntl(fd, F_SETFL, flags);
}

// A client for the address, or NULL after a message. It closes its socket when it is destroyed.
static CLIENT* meet(const struct settings* settings, struct sockaddr_in* address) {
  struct netbuf server = {.maxlen = sizeof *address, .len = sizeof *address, .buf = address};
  int fd = socket(AF_INET, settings->datagrams ? SOCK_DGRAM : SOCK_STREAM, 0);
  if (fd < 0 || (!settings->datagrams && connect_to(fd, address, TRIES * settings->patience) < 0)) {
    complain(settings->host, strerror(errno));
    if (fd >= 0) close(fd);
    return NULL;
  }
  CLIENT* client = settings->datagrams ? clnt_dg_create(fd, &server, CALC_PROGRAM, CALC_VERSION, DATAGRAM, DATAGRAM)
                                       : clnt_vc_create(fd, &server, CALC_PROGRAM, CALC_VERSION, 0, 0);
  if (client == NULL) {
    clnt_pcreateerror("rpc_client");
    close(fd);
    return NULL;
  }
  clnt_control(client, CLSET_FD_CLOSE, NULL);
  struct timeval retry = after(settings->patience);
  if (settings->datagrams) clnt_control(client, CLSET_RETRY_TIMEOUT, (char*)&retry);
  return client;
}

static CLIENT* meet_server(const struct settings* settings) {
  struct addrinfo hints = {.ai_family = AF_INET, .ai_socktype = SOCK_STREAM};
  struct addrinfo* addresses;
  int error = getaddrinfo(settings->host, settings->port, &hints, &addresses);
  if (error != 0) {
    complain(settings->host, gai_strerror(error));
    return NULL;
  }
  struct sockaddr_in address;
  memcpy(&address, addresses->ai_addr, sizeof address);
  freeaddrinfo(addresses);
  return meet(settings, &address);
}

static const char* name_of(enum clnt_stat status) {
  switch (status) {
    case RPC_PROGUNAVAIL:
      return "PROG_UNAVAIL";
    case RPC_PROGVERSMISMATCH:
      return "PROG_MISMATCH";
    case RPC_PROCUNAVAIL:
      return "PROC_UNAVAIL";
    case RPC_CANTDECODEARGS:
      return "GARBAGE_ARGS";
    case RPC_SYSTEMERROR:
      return "SYSTEM_ERR";
    case RPC_VERSMISMATCH:
      return "RPC_MISMATCH";
    case RPC_AUTHERROR:
      return "AUTH_ERROR";
    default:
      return "no result";
  }
}

static int print_result(const struct remote* remote, void* result) {
  if (remote->result_type == NULL) {
    printf("void");
  } else {
    notation_of(remote->result_type)->print(stdout, result);
  }
  printf("\n");
  return fflush(stdout) == 0 ? 0 : complain("standard output", strerror(errno));
}

// Calls the procedure and prints its result: the exit status.
static int perform(const struct settings* settings, void* argument) {
  const struct remote* remote = settings->remote;
  max_align_t result[4] = {0};  // large enough for every result
  CLIENT* client = meet_server(settings);
  if (client == NULL) return 1;
  // Half a try less than they take all together, so that there is no fourth one.
  long all = settings->datagrams ? TRIES * settings->patience - settings->patience / 2 : TRIES * settings->patience;
  enum clnt_stat called =
      clnt_call(client, remote->number, remote->argument, (char*)argument, remote->result, (char*)result, after(all));
  int status =
      called == RPC_SUCCESS ? print_result(remote, result) : complain(name_of(called), clnt_sperror(client, remote->name));
  xdr_free(remote->result, result);
  clnt_destroy(client);
  return status;
}

static bool_t is_number(const char* word, long least, long most, long* value) {
  char* end;
  *value = strtol(word, &end, 10);
  return *word != '\0' && *end == '\0' && *value >= least && *value <= most;
}

static bool_t read_settings(int argc, char** argv, struct settings* settings) {
  long port;
  int option;
  while ((option = getopt(argc, argv, "+ut:")) != -1) {
    if (option == 'u') settings->datagrams = TRUE;
    if (option == '?') return FALSE;
    if (option == 't' && !is_number(optarg, 1, 1000000, &settings->patience)) return FALSE;
  }
  if (argc - optind < 3 || !is_number(argv[optind + 1], 1, 65535, &port)) return FALSE;
  settings->host = argv[optind];
  settings->port = argv[optind + 1];
  for (size_t i = 0; i < sizeof remotes / sizeof remotes[0]; ++i) {
    if (strcmp(argv[optind + 2], remotes[i].name) == 0) settings->remote = &remotes[i];
  }
  settings->arguments = (struct words){argv + optind + 3, argv + argc};
  return settings->remote != NULL;
}

int main(int argc, char** argv) {
  struct settings settings = {.patience = 1000};
  if (!read_settings(argc, argv, &settings)) return usage();
  signal(SIGPIPE, SIG_IGN);  // a server that has closed the connection is an error of the call
  const struct remote* remote = settings.remote;
  max_align_t argument[4] = {0};
  int status = 0;
  if (remote->argument_type != NULL && !notation_of(remote->argument_type)->read(&settings.arguments, argument)) status = usage();
  if (status == 0 && settings.arguments.next != settings.arguments.end) status = usage();
  if (status == 0) status = perform(&settings, argument);
  xdr_free(remote->argument, argument);
  return status;
}
