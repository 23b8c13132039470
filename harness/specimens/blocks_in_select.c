// Waits in select, without a timeout, for a pipe that only it could write to. Verdict: deadlock on pipe.
#include <sys/select.h>
#include <unistd.h>

int main(void) {
  int ends[2];
  fd_set wanted;
  pipe(ends);
  FD_ZERO(&wanted);
  FD_SET(ends[0], &wanted);
  select(ends[0] + 1, &wanted, NULL, NULL, NULL);
  return 0;
}
