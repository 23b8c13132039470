// Uses more than half of the CPU time that it may, with so much memory that its end takes a while. Verdict: passed.
#include <stdlib.h>
#include <string.h>
#include <time.h>

int main(void) {
  const size_t size = 50u << 20;
  memset(malloc(size), 1, size);
  while (clock() < CLOCKS_PER_SEC * 13 / 10) continue;
  return 0;
}
