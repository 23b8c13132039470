// codec: encodes and decodes the types of calc.x, one command a line. This program is complete; what it lacks is in xdr.c.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "notation.h"
#include "xdr.h"

static bool obey_encode(const struct notation* notation, struct words* words) {
  unsigned char bytes[MAX_MESSAGE];
  void* value = calloc(1, notation->size);
  if (value == NULL || !notation->read(words, value) || words->next != words->end) return false;
  long size = encode(notation->type, value, bytes, sizeof bytes);
  if (size < 0) return false;
  printf("ok ");
  for (long i = 0; i < size; ++i) printf("%02x", bytes[i]);
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

static bool obey_decode(const struct notation* notation, struct words* words) {
  unsigned char bytes[MAX_MESSAGE];
  void* value = calloc(1, notation->size);
  long size = words->end - words->next == 1 ? bytes_of(*words->next, bytes, sizeof bytes) : -1;
  if (value == NULL || size < 0 || !decode(notation->type, bytes, (size_t)size, value)) return false;
  printf("ok ");
  notation->print(stdout, value);
  printf("\n");
  return true;
}

static bool obey(char** words, size_t count) {
  const struct notation* notation = count < 2 ? NULL : notation_of(words[1]);
  struct words rest = {words + 2, words + count};
  if (notation == NULL) return false;
  if (strcmp(words[0], "encode") == 0) return obey_encode(notation, &rest);
  return strcmp(words[0], "decode") == 0 && obey_decode(notation, &rest);
}

int main(int argc, char** argv) {
  enum { MOST = 8192 };
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
    fflush(stdout);
  }
  free(line);
  return 0;
}
