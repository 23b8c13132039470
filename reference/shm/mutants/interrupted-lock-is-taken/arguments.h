// What producer and consumer take on their command lines.
#pragma once

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>

enum { max_count = 1000000000, max_capacity = 1000000, max_id = 1000000000 };

// A decimal number from `min` to `max`, digits only: 0, or -1 if `text` is none. (strtoul would take blanks and signs as well.)
static inline int parse_number(const char* text, unsigned long min, unsigned long max, uint32_t* number) {
  if (*text < '0' || *text > '9') return -1;
  char* end;
  errno = 0;
  unsigned long value = strtoul(text, &end, 10);
  if (errno != 0 || *end != '\0' || value < min || value > max) return -1;
  *number = (uint32_t)value;
  return 0;
}
