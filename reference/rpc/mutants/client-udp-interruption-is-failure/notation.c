#include "notation.h"

#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "calc.h"

size_t cut_into_words(char* line, char** words, size_t most) {
  size_t count = 0;
  for (char* word = strtok(line, " \n"); word != NULL; word = strtok(NULL, " \n")) {
    if (count < most) words[count] = word;
    ++count;
  }
  return count;
}

// The next word, or "" (which is no value of any type) where there is none.
static const char* take(struct words* words) { return words->next < words->end ? *words->next++ : ""; }

// ---- Numbers

static bool read_between(struct words* words, long long least, long long most, long long* value) {
  const char* word = take(words);
  char* end;
  errno = 0;
  *value = strtoll(word, &end, 10);
  return *word != '\0' && *end == '\0' && errno == 0 && *value >= least && *value <= most;
}

static bool read_int(struct words* words, void* value) {
  long long number;
  if (!read_between(words, INT_MIN, INT_MAX, &number)) return false;
  *(int*)value = (int)number;
  return true;
}

static void print_int(FILE* out, const void* value) { fprintf(out, "%d", *(const int*)value); }

static bool read_unsigned(struct words* words, void* value) {
  long long number;
  if (!read_between(words, 0, UINT_MAX, &number)) return false;
  *(unsigned*)value = (unsigned)number;
  return true;
}

static void print_unsigned(FILE* out, const void* value) { fprintf(out, "%u", *(const unsigned*)value); }

static bool read_hyper(struct words* words, void* value) {
  long long number;
  if (!read_between(words, LLONG_MIN, LLONG_MAX, &number)) return false;
  *(int64_t*)value = number;
  return true;
}

static void print_hyper(FILE* out, const void* value) { fprintf(out, "%" PRId64, *(const int64_t*)value); }

static bool read_unsigned_hyper(struct words* words, void* value) {
  const char* word = take(words);
  char* end;
  errno = 0;
  *(uint64_t*)value = strtoull(word, &end, 10);
  return *word >= '0' && *word <= '9' && *end == '\0' && errno == 0;
}

static void print_unsigned_hyper(FILE* out, const void* value) { fprintf(out, "%" PRIu64, *(const uint64_t*)value); }

static bool read_float(struct words* words, void* value) {
  const char* word = take(words);
  char* end;
  *(float*)value = strtof(word, &end);
  return *word != '\0' && *end == '\0';
}

static void print_float(FILE* out, const void* value) { fprintf(out, "%.9g", (double)*(const float*)value); }

static bool read_double(struct words* words, void* value) {
  const char* word = take(words);
  char* end;
  *(double*)value = strtod(word, &end);
  return *word != '\0' && *end == '\0';
}

static void print_double(FILE* out, const void* value) { fprintf(out, "%.17g", *(const double*)value); }

// ---- Names: bools and enums

struct named {
  const char* name;  // NULL: the table's end
  int value;
};

static const struct named bool_names[] = {{"FALSE", 0}, {"TRUE", 1}, {NULL, 0}};
static const struct named trend_names[] = {{"FALLING", FALLING}, {"FLAT", FLAT}, {"RISING", RISING}, {"MIXED", MIXED}, {NULL, 0}};
static const struct named div_names[] = {
    {"DIV_OK", DIV_OK}, {"DIV_BY_ZERO", DIV_BY_ZERO}, {"DIV_OVERFLOW", DIV_OVERFLOW}, {NULL, 0}};
static const struct named kind_names[] = {{"MISSING", MISSING}, {"WHOLE", WHOLE}, {"REAL", REAL},
                                          {"WORD", WORD},       {"FLAG", FLAG},   {NULL, 0}};
static const struct named graph_names[] = {{"GRAPH_OK", GRAPH_OK}, {"GRAPH_BAD_INDEX", GRAPH_BAD_INDEX}, {NULL, 0}};

static bool read_name(struct words* words, const struct named* names, int* value) {
  const char* word = take(words);
  for (; names->name != NULL; ++names) {
    if (strcmp(word, names->name) != 0) continue;
    *value = names->value;
    return true;
  }
  return false;
}

// A value without a name is printed as its number.
static void print_name(FILE* out, const struct named* names, int value) {
  while (names->name != NULL && names->value != value) ++names;
  if (names->name != NULL) {
    fputs(names->name, out);
  } else {
    fprintf(out, "%d", value);
  }
}

static bool read_bool(struct words* words, void* value) { return read_name(words, bool_names, value); }
static void print_bool(FILE* out, const void* value) { print_name(out, bool_names, *(const bool_t*)value); }

static bool read_trend(struct words* words, void* value) {
  int number;
  if (!read_name(words, trend_names, &number)) return false;
  *(trend*)value = (trend)number;
  return true;
}

static void print_trend(FILE* out, const void* value) { print_name(out, trend_names, *(const trend*)value); }

// ---- Bytes: texts and opaque data

static int digit_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

// The byte that two hexadecimal digits stand for, or -1.
static int byte_at(const char* digits) {
  int high = digit_value(digits[0]);
  int low = high < 0 ? -1 : digit_value(digits[1]);
  return low < 0 ? -1 : high * 16 + low;
}

static bool read_text(struct words* words, void* value) {
  const char* word = take(words);
  if (*word == '\0') return false;
  char* out = *(char**)value = malloc(strlen(word) + 1);
  if (out == NULL) return false;
  *out = '\0';
  if (strcmp(word, "\\") == 0) return true;  // the empty text
  while (*word != '\0') {
    int byte = *word == '\\' ? byte_at(word + 1) : *word;
    if (byte < 0) byte = 0;
    word += *word == '\\' && byte > 0 ? 3 : 1;
    *out++ = (char)byte;
    *out = '\0';
    if (byte == 0) return false;
  }
  return true;
}

static void print_text(FILE* out, const void* value) {
  const char* byte = *(char* const*)value;
  if (*byte == '\0') fputc('\\', out);
  for (; *byte != '\0'; ++byte) {
    if (*byte > ' ' && *byte <= '~' && *byte != '\\') {
      fputc(*byte, out);
    } else {
      fprintf(out, "\\%02x", (unsigned char)*byte);
    }
  }
}

// Puts the bytes of a word x00ff into `bytes`, at most `most` of them: how many there are, or -1.
static long read_bytes(const char* word, char* bytes, size_t most) {
  size_t digits = strlen(word);
  if (word[0] != 'x' || digits % 2 == 0 || digits / 2 > most) return -1;
  for (size_t i = 0; i < digits / 2; ++i) {
    int byte = byte_at(word + 1 + 2 * i);
    if (byte < 0) return -1;
    bytes[i] = (char)byte;
  }
  return (long)(digits / 2);
}

static void print_bytes(FILE* out, const char* bytes, size_t size) {
  fputc('x', out);
  for (size_t i = 0; i < size; ++i) fprintf(out, "%02x", (unsigned char)bytes[i]);
}

static bool read_data(struct words* words, void* value) {
  data* opaque = value;
  const char* word = take(words);
  opaque->data_val = malloc(strlen(word) + 1);
  if (opaque->data_val == NULL) return false;
  long size = read_bytes(word, opaque->data_val, strlen(word));
  opaque->data_len = size < 0 ? 0 : (unsigned)size;
  return size >= 0;
}

static void print_data(FILE* out, const void* value) {
  const data* opaque = value;
  print_bytes(out, opaque->data_val, opaque->data_len);
}

static bool read_tag(struct words* words, void* value) { return read_bytes(take(words), value, sizeof(tag)) == sizeof(tag); }
static void print_tag(FILE* out, const void* value) { print_bytes(out, value, sizeof(tag)); }

// ---- Arrays

// Reads a count and that many values, each of `size` bytes.
static bool read_array(struct words* words, bool (*read)(struct words*, void*), size_t size, unsigned* count, void** values) {
  unsigned expected;
  if (!read_unsigned(words, &expected) || expected > (size_t)(words->end - words->next)) return false;
  char* array = *values = calloc(expected + 1, size);
  if (array == NULL) return false;
  for (; *count < expected; ++*count) {
    if (!read(words, array + *count * size)) return false;
  }
  return true;
}

static bool read_numbers(struct words* words, void* value) {
  numbers* array = value;
  return read_array(words, read_int, sizeof(int), &array->numbers_len, (void**)&array->numbers_val);
}

static void print_numbers(FILE* out, const void* value) {
  const numbers* array = value;
  fprintf(out, "%u", array->numbers_len);
  for (unsigned i = 0; i < array->numbers_len; ++i) fprintf(out, " %d", array->numbers_val[i]);
}

static bool read_vertex(struct words* words, void* value) {
  vertex* node = value;
  return read_int(words, &node->value) && read_int(words, &node->left) && read_int(words, &node->right);
}

static bool read_graph(struct words* words, void* value) {
  graph* array = value;
  return read_array(words, read_vertex, sizeof(vertex), &array->graph_len, (void**)&array->graph_val);
}

static void print_graph(FILE* out, const void* value) {
  const graph* array = value;
  fprintf(out, "%u", array->graph_len);
  for (unsigned i = 0; i < array->graph_len; ++i) {
    const vertex* node = &array->graph_val[i];
    fprintf(out, " %d %d %d", node->value, node->left, node->right);
  }
}

// ---- Pointers: - for nothing, + and the value for something

static bool read_optional(struct words* words, bool (*read)(struct words*, void*), size_t size, void** value) {
  const char* word = take(words);
  if (strcmp(word, "-") == 0) return true;
  if (strcmp(word, "+") != 0 || words->next == words->end) return false;
  *value = calloc(1, size);
  if (*value == NULL || read(words, *value)) return *value != NULL;
  return false;
}

static bool read_person_name(struct words* words, void* value) {
  person_name* name = value;
  return read_text(words, &name->given) && read_optional(words, read_text, sizeof(text), (void**)&name->family);
}

static void print_person_name(FILE* out, const person_name* name) {
  print_text(out, &name->given);
  fputs(name->family == NULL ? " -" : " + ", out);
  if (name->family != NULL) print_text(out, name->family);
}

static bool read_person(struct words* words, void* value) {
  person* human = value;
  return read_optional(words, read_person_name, sizeof(person_name), (void**)&human->called) &&
         read_optional(words, read_person, sizeof(person), (void**)&human->companion);
}

static void print_person(FILE* out, const void* value) {
  for (const person* human = value; human != NULL; human = human->companion) {
    fputs(human->called == NULL ? "-" : "+ ", out);
    if (human->called != NULL) print_person_name(out, human->called);
    fputs(human->companion == NULL ? " -" : " + ", out);
  }
}

// A list is written as an array is.
static bool read_list(struct words* words, void* value) {
  unsigned count;
  if (!read_unsigned(words, &count)) return false;
  for (list* end = value; count > 0; --count) {
    *end = calloc(1, sizeof(item));
    if (*end == NULL || !read_int(words, &(*end)->value)) return false;
    end = &(*end)->next;
  }
  return true;
}

static void print_list(FILE* out, const void* value) {
  unsigned count = 0;
  for (const item* node = *(const list*)value; node != NULL; node = node->next) ++count;
  fprintf(out, "%u", count);
  for (const item* node = *(const list*)value; node != NULL; node = node->next) fprintf(out, " %d", node->value);
}

// ---- Structures and unions

static bool read_pair(struct words* words, void* value) {
  pair* both = value;
  return read_int(words, &both->first) && read_int(words, &both->second);
}

static void print_pair(FILE* out, const void* value) {
  const pair* both = value;
  fprintf(out, "%d %d", both->first, both->second);
}

static bool read_texts(struct words* words, void* value) {
  texts* both = value;
  return read_text(words, &both->first) && read_text(words, &both->second);
}

static void print_texts(FILE* out, const void* value) {
  const texts* both = value;
  print_text(out, &both->first);
  fputc(' ', out);
  print_text(out, &both->second);
}

static bool read_div_result(struct words* words, void* value) {
  div_result* result = value;
  int status;
  if (!read_name(words, div_names, &status)) return false;
  result->status = (div_status)status;
  quotient* found = &result->div_result_u.value;
  return status != DIV_OK || (read_int(words, &found->whole) && read_int(words, &found->rest));
}

static void print_div_result(FILE* out, const void* value) {
  const div_result* result = value;
  const quotient* found = &result->div_result_u.value;
  print_name(out, div_names, (int)result->status);
  if (result->status == DIV_OK) fprintf(out, " %d %d", found->whole, found->rest);
}

static bool read_stats(struct words* words, void* value) {
  stats* found = value;
  return read_hyper(words, &found->sum) && read_double(words, &found->mean) && read_float(words, &found->middle) &&
         read_trend(words, &found->direction) && read_bool(words, &found->repeats);
}

static void print_stats(FILE* out, const void* value) {
  const stats* found = value;
  fprintf(out, "%" PRId64 " %.17g %.9g ", (int64_t)found->sum, found->mean, (double)found->middle);
  print_trend(out, &found->direction);
  fputc(' ', out);
  print_bool(out, &found->repeats);
}

static bool read_answer(struct words* words, void* value) {
  answer* result = value;
  int what;
  if (!read_name(words, kind_names, &what)) return false;
  result->what = (kind)what;
  switch (result->what) {
    case MISSING:
      return true;
    case WHOLE:
      return read_hyper(words, &result->answer_u.whole);
    case REAL:
      return read_double(words, &result->answer_u.real);
    case WORD:
      return read_text(words, &result->answer_u.word);
    case FLAG:
      return read_bool(words, &result->answer_u.flag);
  }
  return false;
}

static void print_answer(FILE* out, const void* value) {
  const answer* result = value;
  print_name(out, kind_names, (int)result->what);
  if (result->what != MISSING) fputc(' ', out);
  switch (result->what) {
    case MISSING:
      break;
    case WHOLE:
      print_hyper(out, &result->answer_u.whole);
      break;
    case REAL:
      print_double(out, &result->answer_u.real);
      break;
    case WORD:
      print_text(out, &result->answer_u.word);
      break;
    case FLAG:
      print_bool(out, &result->answer_u.flag);
      break;
  }
}

static bool read_graph_result(struct words* words, void* value) {
  graph_result* result = value;
  int status;
  if (!read_name(words, graph_names, &status)) return false;
  result->status = (graph_status)status;
  return status == GRAPH_OK ? read_graph(words, &result->graph_result_u.vertices)
                            : read_int(words, &result->graph_result_u.index);
}

static void print_graph_result(FILE* out, const void* value) {
  const graph_result* result = value;
  print_name(out, graph_names, (int)result->status);
  fputc(' ', out);
  if (result->status == GRAPH_OK) {
    print_graph(out, &result->graph_result_u.vertices);
  } else {
    print_int(out, &result->graph_result_u.index);
  }
}

const struct notation* notation_of(const char* type) {
  static const struct notation notations[] = {
      {"int", sizeof(int), read_int, print_int},
      {"unsigned", sizeof(unsigned), read_unsigned, print_unsigned},
      {"hyper", sizeof(int64_t), read_hyper, print_hyper},
      {"unsigned_hyper", sizeof(uint64_t), read_unsigned_hyper, print_unsigned_hyper},
      {"float", sizeof(float), read_float, print_float},
      {"double", sizeof(double), read_double, print_double},
      {"bool", sizeof(bool_t), read_bool, print_bool},
      {"trend", sizeof(trend), read_trend, print_trend},
      {"text", sizeof(text), read_text, print_text},
      {"joined", sizeof(joined), read_text, print_text},
      {"greeting", sizeof(greeting), read_text, print_text},
      {"data", sizeof(data), read_data, print_data},
      {"tag", sizeof(tag), read_tag, print_tag},
      {"numbers", sizeof(numbers), read_numbers, print_numbers},
      {"pair", sizeof(pair), read_pair, print_pair},
      {"texts", sizeof(texts), read_texts, print_texts},
      {"div_result", sizeof(div_result), read_div_result, print_div_result},
      {"stats", sizeof(stats), read_stats, print_stats},
      {"answer", sizeof(answer), read_answer, print_answer},
      {"person", sizeof(person), read_person, print_person},
      {"list", sizeof(list), read_list, print_list},
      {"graph", sizeof(graph), read_graph, print_graph},
      {"graph_result", sizeof(graph_result), read_graph_result, print_graph_result},
  };
  for (size_t i = 0; i < sizeof notations / sizeof notations[0]; ++i) {
    if (strcmp(type, notations[i].type) == 0) return &notations[i];
  }
  return NULL;
}
