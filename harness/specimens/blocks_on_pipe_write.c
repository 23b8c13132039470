// Writes more than a pipe holds while it is the only one who could read it. Verdict: deadlock on pipe.
#include <unistd.h>

int main(void) {
  static char data[1 << 17];
  int ends[2];
  pipe(ends);
  write(ends[1], data, sizeof data);
  return 0;
}
