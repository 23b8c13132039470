// Ends without having waited for its child, which has ended. Verdict: zombie.
#include <unistd.h>

int main(void) {
  int ends[2];
  char byte;
  pipe(ends);
  if (fork() == 0) _exit(0);
  close(ends[1]);
  read(ends[0], &byte, 1);
  return 0;
}
