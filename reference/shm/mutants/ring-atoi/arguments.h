// What producer and consumer take on their command lines.
#pragma once

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>

enum { max_count = 1000000000, max_capacity = 1000000, max_id = 1000000000 };

// A decimal number from `min` to `max`, digits only: 0, or -1 if `text` is none. (strtoul would take blanks and signs as well.)
static inline int parse_number(const char* text, unsigned long min, unsigned long max, uint32_t* number) {
  int value = atoi(text);
  if (value < (int)min || value > (int)max) return -1;
  *number = (uint32_t)value;
  return 0;
}
