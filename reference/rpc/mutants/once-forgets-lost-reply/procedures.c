// What the remote procedures of calc.x do.
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "rpc.h"

static void null(const void* argument, void* result) { (void)argument, (void)result; }

static void add(const void* argument, void* result) {
  const pair* both = argument;
  *(int64_t*)result = (int64_t)both->first + both->second;
}

static void divide(const void* argument, void* result) {
  const pair* both = argument;
  div_result* found = result;
  if (both->second == 0) {
    found->status = DIV_BY_ZERO;
  } else if (both->first == INT_MIN && both->second == -1) {
    found->status = DIV_OVERFLOW;  // 2147483648 is no int; on x86 the division would raise SIGFPE
  } else {
    found->status = DIV_OK;
    found->div_result_u.value = (quotient){both->first / both->second, both->first % both->second};
  }
}

// New memory for a text of `size` bytes. Without memory this server can do nothing any more.
static void* allocate(size_t size) {
  void* memory = calloc(1, size);
  if (memory == NULL) abort();
  return memory;
}

static void concat(const void* argument, void* result) {
  const texts* both = argument;
  size_t first = strlen(both->first), second = strlen(both->second);
  char* out = *(char**)result = allocate(first + second + 1);
  memcpy(out, both->first, first);
  memcpy(out + first, both->second, second);
}

static int64_t sum_of(const numbers* array) {
  int64_t sum = 0;
  for (unsigned i = 0; i < array->numbers_len; ++i) sum += array->numbers_val[i];
  return sum;
}

static void sum(const void* argument, void* result) { *(int64_t*)result = sum_of(argument); }

static trend direction_of(const int* values, unsigned count) {
  unsigned up = 0, down = 0;
  for (unsigned i = 1; i < count; ++i) {
    up += values[i] > values[i - 1];
    down += values[i] < values[i - 1];
  }
  if (up > 0 && down > 0) return MIXED;
  return up > 0 ? RISING : down > 0 ? FALLING : FLAT;
}

static int ascending(const void* left, const void* right) {
  int a = *(const int*)left, b = *(const int*)right;
  return (a > b) - (a < b);
}

static void statistics(const void* argument, void* result) {
  const numbers* array = argument;
  stats* found = result;
  unsigned count = array->numbers_len;
  found->direction = direction_of(array->numbers_val, count);
  if (count == 0) return;
  int* sorted = allocate(count * sizeof(int));
  memcpy(sorted, array->numbers_val, count * sizeof(int));
  qsort(sorted, count, sizeof(int), ascending);
  for (unsigned i = 1; i < count; ++i) {
    if (sorted[i] == sorted[i - 1]) found->repeats = 1;
  }
  found->sum = sum_of(array);
  found->mean = (double)found->sum / count;
  found->middle = (float)(((double)sorted[0] + sorted[count - 1]) / 2);
  free(sorted);
}

static void lookup(const void* argument, void* result) {
  const char* key = *(char* const*)argument;
  answer* found = result;
  if (strcmp(key, "year") == 0) {
    found->what = WHOLE;
    found->answer_u.whole = 1987;
  } else if (strcmp(key, "large") == 0) {
    found->what = WHOLE;
    found->answer_u.whole = INT64_C(-9007199254740993);
  } else if (strcmp(key, "half") == 0) {
    found->what = REAL;
    found->answer_u.real = 0.5;
  } else if (strcmp(key, "word") == 0) {
    found->what = WORD;
    found->answer_u.word = memcpy(allocate(sizeof "marshal"), "marshal", sizeof "marshal");
  } else if (strcmp(key, "open") == 0) {
    found->what = FLAG;
    found->answer_u.flag = 1;
  } else {
    found->what = MISSING;
  }
}

// Appends as much of `more` as there is room for.
static void append(char* out, const char* more) { strncat(out, more, MAX_GREETING - strlen(out)); }

static void greet(const void* argument, void* result) {
  char* out = *(char**)result = allocate(MAX_GREETING + 1);
  append(out, "Hello, ");
  for (const person* human = argument; human != NULL; human = human->companion) {
    if (human != argument) append(out, " and ");
    append(out, human->called == NULL ? "stranger" : human->called->given);
    if (human->called == NULL || human->called->family == NULL) continue;
    append(out, " ");
    append(out, *human->called->family);
  }
}

static void reverse(const void* argument, void* result) {
  list* reversed = result;
  for (const item* node = *(const list*)argument; node != NULL; node = node->next) {
    item* first = allocate(sizeof(item));
    *first = (item){node->value, *reversed};
    *reversed = first;
  }
}

// ---- GRAPH: the vertices that can be reached from the first, each once

struct walk {
  const graph* from;
  graph* to;
  int new_index[MAX_VERTICES];  // in `to`, or -1
};

// Copies the vertex and all that can be reached from it: its new index. Nobody recurses deeper than there are vertices.
static int copy_vertex(struct walk* walk, int index) {
  if (index < 0) return -1;
  if (walk->new_index[index] >= 0) return walk->new_index[index];  // shared, or on the way round
  int copied = walk->new_index[index] = (int)walk->to->graph_len++;
  const vertex* old = &walk->from->graph_val[index];
  walk->to->graph_val[copied].value = old->value;
  walk->to->graph_val[copied].left = copy_vertex(walk, old->left);
  walk->to->graph_val[copied].right = copy_vertex(walk, old->right);
  return copied;
}

static bool leads_nowhere(const graph* vertices, int index) { return index < -1 || index >= (int)vertices->graph_len; }

static void reachable(const void* argument, void* result) {
  const graph* from = argument;
  graph_result* found = result;
  for (unsigned i = 0; i < from->graph_len; ++i) {
    const vertex* old = &from->graph_val[i];
    if (!leads_nowhere(from, old->left) && !leads_nowhere(from, old->right)) continue;
    found->status = GRAPH_BAD_INDEX;
    found->graph_result_u.index = leads_nowhere(from, old->left) ? old->left : old->right;
    return;
  }
  found->status = GRAPH_OK;
  found->graph_result_u.vertices.graph_val = allocate((from->graph_len + 1) * sizeof(vertex));
  struct walk walk = {.from = from, .to = &found->graph_result_u.vertices};
  for (int i = 0; i < MAX_VERTICES; ++i) walk.new_index[i] = -1;
  copy_vertex(&walk, from->graph_len > 0 ? 0 : -1);
}

static void increment(const void* argument, void* result) {
  static int64_t counter;
  counter += *(const int*)argument;
  *(int64_t*)result = counter;
}

const struct procedure* procedure_numbered(unsigned number) {
  static const struct procedure procedures[] = {
      [CALC_NULL] = {xdr_void, xdr_void, null},           [CALC_ADD] = {xdr_pair, xdr_hyper, add},
      [CALC_DIVIDE] = {xdr_pair, xdr_div_result, divide}, [CALC_CONCAT] = {xdr_texts, xdr_joined, concat},
      [CALC_SUM] = {xdr_numbers, xdr_hyper, sum},         [CALC_STATS] = {xdr_numbers, xdr_stats, statistics},
      [CALC_LOOKUP] = {xdr_text, xdr_answer, lookup},     [CALC_GREET] = {xdr_person, xdr_greeting, greet},
      [CALC_LIST] = {xdr_list, xdr_list, reverse},        [CALC_GRAPH] = {xdr_graph, xdr_graph_result, reachable},
      [CALC_INCREMENT] = {xdr_int, xdr_hyper, increment},
  };
  return number < sizeof procedures / sizeof procedures[0] ? &procedures[number] : NULL;
}
