// Asks for memory and never gives it back (at most 16 GiB, of which it touches little). Verdict: runaway.
#include <stdlib.h>

int main(void) {
  for (int i = 0; i < 16 * 1024; ++i) {
    volatile char* megabyte = malloc(1 << 20);
    if (megabyte == NULL) return 1;
    *megabyte = 1;
  }
  return 0;
}
