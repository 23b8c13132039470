#include "xdr.h"

#include <stdlib.h>
#include <string.h>

struct xdr xdr_to(unsigned char* buffer, size_t size) {
  return (struct xdr){ENCODE, buffer, buffer + size};
}

struct xdr xdr_from(const unsigned char* bytes, size_t size) {
  unsigned char* next = (unsigned char*)bytes;  // nobody writes through it: the direction says so
  return (struct xdr){DECODE, next, next + size};
}

void xdr_free(xdr_type* type, void* value) {
  struct xdr freeing = {FREE, NULL, NULL};
  type(&freeing, value);
}

size_t xdr_left(const struct xdr* xdr) { return (size_t)(xdr->end - xdr->next); }

static size_t padding_of(size_t size) { return (4 - size % 4) % 4; }

// ---- Numbers: big-endian, whatever the machine is

bool xdr_void(struct xdr* xdr, void* value) { return (void)xdr, (void)value, true; }

bool xdr_unsigned(struct xdr* xdr, void* value) {
  uint32_t* number = value;
  if (xdr->direction == FREE) return true;
  if (xdr_left(xdr) < 4) return false;
  unsigned char* byte = xdr->next;
  xdr->next += 4;
  if (xdr->direction == ENCODE) {
    for (int i = 0; i < 4; ++i) byte[i] = (unsigned char)(*number >> (24 - 8 * i));
  } else {
    *number = 0;
    for (int i = 0; i < 4; ++i) *number = *number << 8 | byte[i];
  }
  return true;
}

bool xdr_int(struct xdr* xdr, void* value) { return xdr_unsigned(xdr, value); }  // two's complement on both sides

bool xdr_unsigned_hyper(struct xdr* xdr, void* value) {
  uint64_t* number = value;
  uint32_t high = (uint32_t)(*number >> 32), low = (uint32_t)*number;
  if (!xdr_unsigned(xdr, &high) || !xdr_unsigned(xdr, &low)) return false;
  *number = (uint64_t)high << 32 | low;
  return true;
}

bool xdr_hyper(struct xdr* xdr, void* value) { return xdr_unsigned_hyper(xdr, value); }

// The bits of an IEEE 754 number travel like an integer's.
bool xdr_float(struct xdr* xdr, void* value) {
  uint32_t bits;
  memcpy(&bits, value, sizeof bits);
  if (!xdr_unsigned(xdr, &bits)) return false;
  memcpy(value, &bits, sizeof bits);
  return true;
}

bool xdr_double(struct xdr* xdr, void* value) {
  uint64_t bits;
  memcpy(&bits, value, sizeof bits);
  if (!xdr_unsigned_hyper(xdr, &bits)) return false;
  memcpy(value, &bits, sizeof bits);
  return true;
}

bool xdr_bool(struct xdr* xdr, void* value) {
  bool_t* truth = value;
  return xdr_int(xdr, truth) && (xdr->direction == FREE || *truth == 0 || *truth == 1);
}

// ---- Bytes

bool xdr_opaque(struct xdr* xdr, char* bytes, size_t size) {
  size_t padding = padding_of(size);
  if (xdr->direction == FREE) return true;
  if (xdr_left(xdr) < size + padding) return false;
  if (xdr->direction == ENCODE) {
    memcpy(xdr->next, bytes, size);
    memset(xdr->next + size, 0, padding);
  } else {
    memcpy(bytes, xdr->next, size);
  }
  xdr->next += size + padding;
  return true;
}

// Also puts a zero byte behind what it decodes, which makes a C string of a string.
bool xdr_bytes(struct xdr* xdr, char** bytes, unsigned* size, unsigned most) {
  if (xdr->direction == FREE) {
    free(*bytes);
    *bytes = NULL;
    return true;
  }
  if (!xdr_unsigned(xdr, size) || *size > most) return false;
  if (xdr->direction == DECODE) {
    if (*size > xdr_left(xdr)) return false;  // believe no length before the bytes are there
    *bytes = calloc(*size + 1, 1);
    if (*bytes == NULL) return false;
  }
  return xdr_opaque(xdr, *bytes, *size);
}

bool xdr_string(struct xdr* xdr, char** string, unsigned most) {
  unsigned size = xdr->direction == ENCODE ? (unsigned)strlen(*string) : 0;
  return xdr_bytes(xdr, string, &size, most) && (xdr->direction != DECODE || strlen(*string) == size);
}

// ---- Many, or none

bool xdr_array(struct xdr* xdr, void** values, unsigned* count, unsigned most, size_t size, xdr_type* type) {
  if (!xdr_unsigned(xdr, count)) return false;
  if (xdr->direction != FREE && *count > most) return false;
  if (xdr->direction == DECODE) {
    if (*count > xdr_left(xdr) / 4) return false;  // no element is shorter than 4 bytes
    *values = calloc(*count + 1, size);
    if (*values == NULL) return false;
  }
  for (unsigned i = 0; *values != NULL && i < *count; ++i) {
    if (!type(xdr, (char*)*values + i * size)) return false;
  }
  if (xdr->direction == FREE) {
    free(*values);
    *values = NULL;
  }
  return true;
}

bool xdr_optional(struct xdr* xdr, void** value, size_t size, xdr_type* type) {
  bool_t present = *value != NULL;
  if (!xdr_bool(xdr, &present)) return false;
  if (!present) return true;
  if (xdr->direction == DECODE && (*value = calloc(1, size)) == NULL) return false;
  if (!type(xdr, *value)) return false;
  if (xdr->direction == FREE) {
    free(*value);
    *value = NULL;
  }
  return true;
}
