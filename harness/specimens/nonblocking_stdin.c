// Non-blocking standard input, held open and empty: the read fails and the program goes on. Verdict: passed.
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

int main(void) {
  char byte;
  fcntl(0, F_SETFL, O_NONBLOCK);
  printf("%s\n", read(0, &byte, 1) < 0 && errno == EAGAIN ? "nothing yet" : "something");
  return 0;
}
