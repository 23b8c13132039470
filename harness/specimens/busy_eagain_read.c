// Reads a non-blocking pipe again and again; every call fails with EAGAIN. Verdict: busy-wait.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

int main(void) {
  int ends[2];
  char byte;
  pipe2(ends, O_NONBLOCK);
  while (read(ends[0], &byte, 1) < 0 && errno == EAGAIN) continue;
  return 0;
}
