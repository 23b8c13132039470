// Writes to /dev/full, which is full whatever the disk is. Verdict: passed.
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

int main(void) {
  const int full = open("/dev/full", O_WRONLY);
  printf("%s\n", write(full, "x", 1) < 0 && errno == ENOSPC ? "ENOSPC" : "another");
  return 0;
}
