// Sends 64 KiB through each of 600 pipes, one after the other. Verdict: passed.
#include <stdio.h>
#include <unistd.h>

static char data[65536];

int main(void) {
  long moved = 0;
  for (int i = 0; i < 600; ++i) {
    int ends[2];
    pipe(ends);
    write(ends[1], data, sizeof data);
    moved += read(ends[0], data, sizeof data);
    close(ends[0]);
    close(ends[1]);
  }
  printf("%ld\n", moved);
  return 0;
}
