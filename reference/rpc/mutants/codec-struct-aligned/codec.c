// codec: encodes and decodes the types of calc.x, one command a line (the handout has the protocol).
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "notation.h"
#include "xdr.h"

struct codec {
  const char* type;
  xdr_type* xdr;
};

static const struct codec codecs[] = {
    {"int", xdr_int},
    {"unsigned", xdr_unsigned},
    {"hyper", xdr_hyper},
    {"unsigned_hyper", xdr_unsigned_hyper},
    {"float", xdr_float},
    {"double", xdr_double},
    {"bool", xdr_bool},
    {"trend", xdr_trend},
    {"text", xdr_text},
    {"data", xdr_data},
    {"tag", xdr_tag},
    {"numbers", xdr_numbers},
    {"pair", xdr_pair},
    {"texts", xdr_texts},
    {"div_result", xdr_div_result},
    {"stats", xdr_stats},
    {"answer", xdr_answer},
    {"person", xdr_person},
    {"list", xdr_list},
    {"graph", xdr_graph},
    {"graph_result", xdr_graph_result},
};

static xdr_type* type_named(const char* name) {
  for (size_t i = 0; i < sizeof codecs / sizeof codecs[0]; ++i) {
    if (strcmp(name, codecs[i].type) == 0) return codecs[i].xdr;
  }
  return NULL;
}

static bool refuse(const char* why) {
  fprintf(stderr, "codec: %s\n", why);
  return false;
}

static bool encode(const struct notation* notation, xdr_type* type, void* value, struct words* words) {
  unsigned char bytes[MAX_MESSAGE];
  if (!notation->read(words, value) || words->next != words->end) return refuse("not a value of this type");
  struct xdr xdr = xdr_to(bytes, sizeof bytes);
  if (!type(&xdr, value)) return refuse("something is too long");
  printf("ok ");
  for (const unsigned char* byte = bytes; byte != xdr.next; ++byte) printf("%02x", *byte);
  printf("\n");
  return true;
}

// The bytes that the digits of `hex` stand for: how many, or -1.
static long bytes_of(const char* hex, unsigned char* bytes, size_t most) {
  size_t digits = strlen(hex);
  if (digits % 2 != 0 || digits / 2 > most || strspn(hex, "0123456789abcdef") != digits) return -1;
  for (size_t i = 0; i < digits / 2; ++i) {
    char byte[3] = {hex[2 * i], hex[2 * i + 1], '\0'};
    bytes[i] = (unsigned char)strtoul(byte, NULL, 16);
  }
  return (long)(digits / 2);
}

static bool decode(const struct notation* notation, xdr_type* type, void* value, struct words* words) {
  unsigned char bytes[MAX_MESSAGE];
  long size = words->end - words->next == 1 ? bytes_of(*words->next, bytes, sizeof bytes) : -1;
  if (size < 0) return refuse("not a row of bytes in hexadecimal");
  struct xdr xdr = xdr_from(bytes, (size_t)size);
  if (!type(&xdr, value)) return refuse("not this type in XDR");
  if (xdr_left(&xdr) > 0) return refuse("there are bytes left over");
  printf("ok ");
  notation->print(stdout, value);
  printf("\n");
  return true;
}

static bool obey(char** words, size_t count) {
  if (count < 2) return refuse("a command has a verb and a type");
  const struct notation* notation = notation_of(words[1]);
  xdr_type* type = type_named(words[1]);
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
