// rpc_client [-u] [-t MS] HOST PORT CALL [ARGUMENT...]: calls a procedure of the remote calculator and prints its result.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "calc.h"
#include "notation.h"
#include "xdr.h"

struct procedure {
  const char* name;
  unsigned number;
  const char* takes;  // a type, or NULL: nothing
  const char* gives;
};

static const struct procedure procedures[] = {
    {"NULL", CALC_NULL, NULL, NULL},
    {"ADD", CALC_ADD, "pair", "hyper"},
    {"DIVIDE", CALC_DIVIDE, "pair", "div_result"},
    {"CONCAT", CALC_CONCAT, "texts", "joined"},
    {"SUM", CALC_SUM, "numbers", "hyper"},
    {"STATS", CALC_STATS, "numbers", "stats"},
    {"LOOKUP", CALC_LOOKUP, "text", "answer"},
    {"GREET", CALC_GREET, "person", "greeting"},
    {"LIST", CALC_LIST, "list", "list"},
    {"GRAPH", CALC_GRAPH, "graph", "graph_result"},
    {"INCREMENT", CALC_INCREMENT, "int", "hyper"},
};

static int usage(void) {
  fprintf(stderr, "usage: rpc_client [-u] [-t MS] HOST PORT CALL [ARGUMENT...]\n");
  return 2;
}

static const struct procedure* procedure_named(const char* name) {
  for (size_t i = 0; i < sizeof procedures / sizeof procedures[0]; ++i) {
    if (strcmp(name, procedures[i].name) == 0) return &procedures[i];
  }
  return NULL;
}

// Sends the call, waits for its reply and prints the result: the exit status.
static int call(const struct procedure* procedure, const void* argument, const char* host, const char* port, int udp,
                long patience) {
  (void)argument, (void)udp, (void)patience;
  fprintf(stderr, "rpc_client: calling %s at %s port %s is not written yet\n", procedure->name, host, port);
  return 1;
}

int main(int argc, char** argv) {
  int udp = 0, option;
  long patience = 1000;  // milliseconds
  while ((option = getopt(argc, argv, "+ut:")) != -1) {
    char* end = "";
    if (option == 'u') udp = 1;
    if (option == 't') patience = strtol(optarg, &end, 10);
    if (option == '?' || *end != '\0' || patience < 1) return usage();
  }
  if (argc - optind < 3) return usage();
  const char* host = argv[optind];
  const char* port = argv[optind + 1];
  const struct procedure* procedure = procedure_named(argv[optind + 2]);
  if (procedure == NULL || atoi(port) < 1 || atoi(port) > 65535) return usage();

  struct words words = {argv + optind + 3, argv + argc};
  long argument[8] = {0};  // large enough for every type
  if (procedure->takes != NULL && !notation_of(procedure->takes)->read(&words, argument)) return usage();
  if (words.next != words.end) return usage();
  return call(procedure, argument, host, port, udp, patience);
}
