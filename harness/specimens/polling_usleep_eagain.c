// Sleeps between two reads of a non-blocking pipe that fail with EAGAIN. Verdict: polling.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

int main(void) {
  int ends[2];
  char byte;
  pipe2(ends, O_NONBLOCK);
  while (read(ends[0], &byte, 1) < 0 && errno == EAGAIN) usleep(1000);
  return 0;
}
