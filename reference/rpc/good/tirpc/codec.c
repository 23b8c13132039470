// codec: encodes and decodes the types of calc.x, one command a line (the handout has the protocol), by the functions that rpcgen
// makes of calc.x.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "calc.h"
#include "notation.h"

enum { MAX_MESSAGE = 8192 };

struct codec {
  const char* type;
  xdrproc_t xdr;
};

static const struct codec codecs[] = {
    {"int", (xdrproc_t)xdr_int},
    {"unsigned", (xdrproc_t)xdr_u_int},
    {"hyper", (xdrproc_t)xdr_quad_t},
    {"unsigned_hyper", (xdrproc_t)xdr_u_quad_t},
    {"float", (xdrproc_t)xdr_float},
    {"double", (xdrproc_t)xdr_double},
    {"bool", (xdrproc_t)xdr_bool},
    {"trend", (xdrproc_t)xdr_trend},
    {"text", (xdrproc_t)xdr_text},
    {"data", (xdrproc_t)xdr_data},
    {"tag", (xdrproc_t)xdr_tag},
    {"numbers", (xdrproc_t)xdr_numbers},
    {"pair", (xdrproc_t)xdr_pair},
    {"texts", (xdrproc_t)xdr_texts},
    {"div_result", (xdrproc_t)xdr_div_result},
    {"stats", (xdrproc_t)xdr_stats},
    {"answer", (xdrproc_t)xdr_answer},
    {"person", (xdrproc_t)xdr_person},
    {"list", (xdrproc_t)xdr_list},
    {"graph", (xdrproc_t)xdr_graph},
    {"graph_result", (xdrproc_t)xdr_graph_result},
};

static xdrproc_t type_named(const char* name) {
  for (size_t i = 0; i < sizeof codecs / sizeof codecs[0]; ++i) {
    if (strcmp(name, codecs[i].type) == 0) return codecs[i].xdr;
  }
  return NULL;
}

static bool refuse(const char* why) {
  fprintf(stderr, "codec: %s\n", why);
  return false;
}

static bool encode(const struct notation* notation, xdrproc_t type, void* value, struct words* words) {
  char bytes[MAX_MESSAGE];
  if (!notation->read(words, value) || words->next != words->end) return refuse("not a value of this type");
  XDR xdr;
  xdrmem_create(&xdr, bytes, sizeof bytes, XDR_ENCODE);
  if (!type(&xdr, value)) return refuse("something is too long");
  printf("ok ");
  for (unsigned i = 0; i < xdr_getpos(&xdr); ++i) printf("%02x", (unsigned char)bytes[i]);
  printf("\n");
  return true;
}

// The bytes that the digits of `hex` stand for: how many, or -1.
static long bytes_of(const char* hex, char* bytes, size_t most) {
  size_t digits = strlen(hex);
  if (digits % 2 != 0 || digits / 2 > most || strspn(hex, "0123456789abcdef") != digits) return -1;
  for (size_t i = 0; i < digits / 2; ++i) {
    unsigned byte;
    if (sscanf(hex + 2 * i, "%2x", &byte) != 1) return -1;
    bytes[i] = (char)byte;
  }
  return (long)(digits / 2);
}

static bool decode(const struct notation* notation, xdrproc_t type, void* value, struct words* words) {
  char bytes[MAX_MESSAGE];
  long size = words->end - words->next == 1 ? bytes_of(*words->next, bytes, sizeof bytes) : -1;
  if (size < 0) return refuse("not a row of bytes in hexadecimal");
  XDR xdr;
  xdrmem_create(&xdr, bytes, (unsigned)size, XDR_DECODE);
  if (!type(&xdr, value)) return refuse("not this type in XDR");
  if (xdr_getpos(&xdr) != (unsigned)size) return refuse("there are bytes left over");
  printf("ok ");
  notation->print(stdout, value);
  printf("\n");
  return true;
}

static bool obey(char** words, size_t count) {
  if (count < 2) return refuse("a command has a verb and a type");
  const struct notation* notation = notation_of(words[1]);
  xdrproc_t type = type_named(words[1]);
  if (notation == NULL || type == NULL) return refuse("no such type");
  bool to_bytes = strcmp(words[0], "encode") == 0;
  if (!to_bytes && strcmp(words[0], "decode") != 0) return refuse("no such verb");
  void* value = calloc(1, notation->size);
  if (value == NULL) return refuse("no memory");
  struct words rest = {words + 2, words + count};
  bool done = (to_bytes ? encode : decode)(notation, type, value, &rest);
  xdr_free(type, value);
  free(value);
  return done;
}

int main(int argc, char** argv) {
  enum { MOST = MAX_MESSAGE };
  static char* words[MOST];
  (void)argv;
  if (argc != 1) {
    fprintf(stderr, "usage: codec\n");
    return 2;
  }
  char* line = NULL;
  size_t room = 0;
  while (getline(&line, &room, stdin) > 0) {
    size_t count = cut_into_words(line, words, MOST);
    if (count > MOST || !obey(words, count)) printf("error\n");
    if (fflush(stdout) != 0) break;
  }
  free(line);
  if (ferror(stdin) || ferror(stdout)) {
    perror("codec");
    return 1;
  }
  return 0;
}
