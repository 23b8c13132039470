#include <stdio.h>

int main(void) {
  fprintf(stderr, "consumer: not written yet: print what is in the object OS\n");
  return 1;
}
