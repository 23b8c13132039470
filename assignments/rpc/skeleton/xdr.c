#include "xdr.h"

#include <stdio.h>

#include "calc.h"

// A beginning: write functions for the types that RFC 4506 builds in (one for an int, one for the bytes of a string …), and out
// of those one for every type of calc.x.

long encode(const char* type, const void* value, unsigned char* bytes, size_t room) {
  (void)value, (void)bytes, (void)room;
  fprintf(stderr, "xdr: encoding a value of type %s is not written yet\n", type);
  return -1;
}

bool decode(const char* type, const unsigned char* bytes, size_t size, void* value) {
  (void)value, (void)bytes, (void)size;
  fprintf(stderr, "xdr: decoding a value of type %s is not written yet\n", type);
  return false;
}
