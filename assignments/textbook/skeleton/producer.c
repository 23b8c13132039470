#include <stdio.h>

int main(void) {
  fprintf(stderr, "producer: not written yet: the object OS in shared memory\n");
  return 1;
}
