// The end of a pipe comes when the last copy of its write end is closed, not before. Verdict: passed.
#include <stdio.h>
#include <unistd.h>

int main(void) {
  int ends[2];
  char data[16];
  pipe(ends);
  int copy = dup(ends[1]);
  close(ends[1]);
  write(copy, "Hello", 5);
  printf("%d ", (int)read(ends[0], data, sizeof data));
  dup2(ends[0], copy);
  printf("%d\n", (int)read(ends[0], data, sizeof data));
  return 0;
}
