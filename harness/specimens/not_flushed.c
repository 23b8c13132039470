// Prints a prompt without flushing it, then waits for standard input, held open. Verdict: not-flushed on input.
#include <stdio.h>
#include <unistd.h>

int main(void) {
  char byte;
  printf("name? ");
  read(0, &byte, 1);
  return 0;
}
