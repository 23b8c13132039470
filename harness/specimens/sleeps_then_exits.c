// A sleep is a wait that ends by itself. Verdict: passed.
#include <stdio.h>
#include <unistd.h>

int main(void) {
  usleep(200000);
  printf("slept\n");
  return 0;
}
