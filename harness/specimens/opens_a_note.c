// Could change a byte of a file that is there, within one tick of the clock that its times are told by. Verdict: passed.
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

int main(void) {
  printf("%s\n", open("note", O_WRONLY) < 0 ? "no note" : "opened");
  return 0;
}
