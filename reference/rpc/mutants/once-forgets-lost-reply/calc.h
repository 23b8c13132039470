// calc.x in C, for those who write XDR by hand: the same structures and names that rpcgen makes (rpcgen -h calc.x), so that
// notation.c goes with both. If you use rpcgen, its calc.h takes the place of this one.
#ifndef CALC_H
#define CALC_H

#include <stdint.h>

enum {
  MAX_TEXT = 255,
  MAX_JOINED = 510,
  MAX_GREETING = 1000,
  MAX_DATA = 64,
  MAX_NUMBERS = 1000,
  MAX_VERTICES = 100,
};

typedef int bool_t;

typedef char* text;  // ends with a zero byte, which is not part of it
typedef char* joined;
typedef char* greeting;

typedef struct {
  unsigned data_len;
  char* data_val;
} data;

typedef char tag[5];

typedef struct {
  unsigned numbers_len;
  int* numbers_val;
} numbers;

typedef struct pair {
  int first;
  int second;
} pair;

typedef struct texts {
  text first;
  text second;
} texts;

typedef enum div_status { DIV_OK = 0, DIV_BY_ZERO = 1, DIV_OVERFLOW = 2 } div_status;

typedef struct quotient {
  int whole;
  int rest;
} quotient;

typedef struct div_result {
  div_status status;
  union {
    quotient value;
  } div_result_u;
} div_result;

typedef enum trend { FALLING = -1, FLAT = 0, RISING = 1, MIXED = 2 } trend;

typedef struct stats {
  int64_t sum;
  double mean;
  float middle;
  trend direction;
  bool_t repeats;
} stats;

typedef enum kind { MISSING = 0, WHOLE = 1, REAL = 2, WORD = 3, FLAG = 4 } kind;

typedef struct answer {
  kind what;
  union {
    int64_t whole;
    double real;
    text word;
    bool_t flag;
  } answer_u;
} answer;

typedef struct person_name {
  text given;
  text* family;  // NULL: absent
} person_name;

typedef struct person {
  person_name* called;       // NULL: a stranger
  struct person* companion;  // NULL: alone
} person;

typedef struct item {
  int value;
  struct item* next;
} item;
typedef item* list;

typedef struct vertex {
  int value;
  int left;
  int right;
} vertex;

typedef struct {
  unsigned graph_len;
  vertex* graph_val;
} graph;

typedef enum graph_status { GRAPH_OK = 0, GRAPH_BAD_INDEX = 1 } graph_status;

typedef struct graph_result {
  graph_status status;
  union {
    graph vertices;
    int index;
  } graph_result_u;
} graph_result;

enum { CALC_PROGRAM = 0x20000101, CALC_VERSION = 1 };

enum calc_procedure {
  CALC_NULL,
  CALC_ADD,
  CALC_DIVIDE,
  CALC_CONCAT,
  CALC_SUM,
  CALC_STATS,
  CALC_LOOKUP,
  CALC_GREET,
  CALC_LIST,
  CALC_GRAPH,
  CALC_INCREMENT,
};

#endif
