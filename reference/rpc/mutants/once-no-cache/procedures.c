// What the remote procedures of calc.x do, called by rpcgen's dispatcher, which frees the results by what is at the end.
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "calc.h"

// A procedure that returns FALSE sends no reply by itself; the client then learns that we could not.
static bool_t no_memory(struct svc_req* request) {
  svcerr_systemerr(request->rq_xprt);
  return FALSE;
}

bool_t calc_null_1_svc(void* argument, void* result, struct svc_req* request) {
  (void)argument, (void)result, (void)request;
  return TRUE;
}

bool_t calc_add_1_svc(pair* argument, quad_t* result, struct svc_req* request) {
  (void)request;
  *result = (quad_t)argument->first + argument->second;
  return TRUE;
}

bool_t calc_divide_1_svc(pair* argument, div_result* result, struct svc_req* request) {
  (void)request;
  int first = argument->first, second = argument->second;
  if (second == 0 || (first == INT_MIN && second == -1)) {
    result->status = second == 0 ? DIV_BY_ZERO : DIV_OVERFLOW;
    return TRUE;
  }
  div_t divided = div(first, second);
  result->status = DIV_OK;
  result->div_result_u.value.whole = divided.quot;
  result->div_result_u.value.rest = divided.rem;
  return TRUE;
}

bool_t calc_concat_1_svc(texts* argument, joined* result, struct svc_req* request) {
  *result = malloc(strlen(argument->first) + strlen(argument->second) + 1);
  if (*result == NULL) return no_memory(request);
  strcpy(*result, argument->first);
  strcat(*result, argument->second);
  return TRUE;
}

bool_t calc_sum_1_svc(numbers* argument, quad_t* result, struct svc_req* request) {
  (void)request;
  *result = 0;
  for (u_int i = 0; i < argument->numbers_len; ++i) *result += argument->numbers_val[i];
  return TRUE;
}

bool_t calc_stats_1_svc(numbers* argument, stats* result, struct svc_req* request) {
  const int* values = argument->numbers_val;
  u_int count = argument->numbers_len;
  bool_t rises = FALSE, falls = FALSE;
  memset(result, 0, sizeof *result);
  calc_sum_1_svc(argument, &result->sum, request);
  result->direction = FLAT;
  if (count == 0) return TRUE;
  int least = values[0], most = values[0];
  for (u_int i = 0; i < count; ++i) {
    if (values[i] < least) least = values[i];
    if (values[i] > most) most = values[i];
    if (i > 0 && values[i] > values[i - 1]) rises = TRUE;
    if (i > 0 && values[i] < values[i - 1]) falls = TRUE;
    for (u_int j = 0; j < i; ++j) {
      if (values[i] == values[j]) result->repeats = TRUE;
    }
  }
  result->mean = (double)result->sum / count;
  result->middle = (float)(((double)least + most) / 2);
  if (rises || falls) result->direction = rises && falls ? MIXED : rises ? RISING : FALLING;
  return TRUE;
}

bool_t calc_lookup_1_svc(text* argument, answer* result, struct svc_req* request) {
  static const struct {
    const char* key;
    answer value;
  } entries[] = {
      {"year", {WHOLE, {.whole = 1987}}}, {"large", {WHOLE, {.whole = -9007199254740993}}},
      {"half", {REAL, {.real = 0.5}}},    {"word", {WORD, {.word = "marshal"}}},
      {"open", {FLAG, {.flag = TRUE}}},
  };
  result->what = MISSING;
  for (size_t i = 0; i < sizeof entries / sizeof entries[0]; ++i) {
    if (strcmp(*argument, entries[i].key) == 0) *result = entries[i].value;
  }
  if (result->what != WORD) return TRUE;
  result->answer_u.word = strdup(result->answer_u.word);  // it will be freed
  return result->answer_u.word != NULL ? TRUE : no_memory(request);
}

bool_t calc_greet_1_svc(person* argument, greeting* result, struct svc_req* request) {
  char* out = *result = calloc(1, MAX_GREETING + 1);
  if (out == NULL) return no_memory(request);
  size_t used = 0;
  for (const person* human = argument; human != NULL && used < MAX_GREETING; human = human->companion) {
    const person_name* name = human->called;
    int family = name != NULL && name->family != NULL;
    snprintf(out + used, MAX_GREETING + 1 - used, "%s%s%s%s", human == argument ? "Hello, " : " and ",
             name == NULL ? "stranger" : name->given, family ? " " : "", family ? *name->family : "");
    used += strlen(out + used);
  }
  return TRUE;
}

bool_t calc_list_1_svc(list* argument, list* result, struct svc_req* request) {
  *result = NULL;
  for (const item* node = *argument; node != NULL; node = node->next) {
    item* first = malloc(sizeof *first);
    if (first == NULL) return no_memory(request);
    first->value = node->value;
    first->next = *result;
    *result = first;
  }
  return TRUE;
}

static int leads_nowhere(const graph* vertices, int index) { return index < -1 || index >= (int)vertices->graph_len; }

// Puts the indices of all vertices that can be reached from the first into `order`, and every one's place there into `place`: how
// many these are. The way is depth first, left before right, with a stack of our own.
static u_int walk(const graph* vertices, int order[MAX_VERTICES], int place[MAX_VERTICES]) {
  int stack[2 * MAX_VERTICES + 1];
  u_int height = 0, count = 0;
  for (u_int i = 0; i < MAX_VERTICES; ++i) place[i] = -1;
  if (vertices->graph_len > 0) stack[height++] = 0;
  while (height > 0) {
    int index = stack[--height];
    if (index < 0 || place[index] >= 0) continue;
    place[index] = (int)count;
    order[count++] = index;
    stack[height++] = vertices->graph_val[index].right;
    stack[height++] = vertices->graph_val[index].left;
  }
  return count;
}

bool_t calc_graph_1_svc(graph* argument, graph_result* result, struct svc_req* request) {
  const vertex* old = argument->graph_val;
  for (u_int i = 0; i < argument->graph_len; ++i) {
    int wrong_left = leads_nowhere(argument, old[i].left);
    if (!wrong_left && !leads_nowhere(argument, old[i].right)) continue;
    result->status = GRAPH_BAD_INDEX;
    result->graph_result_u.index = wrong_left ? old[i].left : old[i].right;
    return TRUE;
  }
  int order[MAX_VERTICES], place[MAX_VERTICES];
  graph* out = &result->graph_result_u.vertices;
  result->status = GRAPH_OK;
  out->graph_len = walk(argument, order, place);
  out->graph_val = calloc(out->graph_len + 1, sizeof(vertex));
  if (out->graph_val == NULL) return no_memory(request);
  for (u_int i = 0; i < out->graph_len; ++i) {
    const vertex* from = &old[order[i]];
    out->graph_val[i].value = from->value;
    out->graph_val[i].left = from->left < 0 ? -1 : place[from->left];
    out->graph_val[i].right = from->right < 0 ? -1 : place[from->right];
  }
  return TRUE;
}

bool_t calc_increment_1_svc(int* argument, quad_t* result, struct svc_req* request) {
  static quad_t counter;
  (void)request;
  counter += *argument;
  *result = counter;
  return TRUE;
}

int calc_program_1_freeresult(SVCXPRT* transport, xdrproc_t type, caddr_t result) {
  (void)transport;
  xdr_free(type, result);
  return TRUE;
}
