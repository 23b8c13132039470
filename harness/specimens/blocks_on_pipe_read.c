// Reads a pipe whose only write end it holds itself: nobody else can write or close it. Verdict: deadlock on pipe.
#include <unistd.h>

int main(void) {
  int ends[2];
  char byte;
  pipe(ends);
  read(ends[0], &byte, 1);
  return 0;
}
