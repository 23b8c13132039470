// Prints something else than was expected. Verdict: wrong-output.
#include <stdio.h>

int main(void) {
  printf("goodbye\n");
  return 0;
}
