#include <stdio.h>

int main(void) {
  fprintf(stderr, "greeting: not written yet: a pipe and a child\n");
  return 1;
}
