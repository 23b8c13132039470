// Writes a file until there is no room (at most 256 MiB). Verdict: runaway.
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

int main(void) {
  static char data[1 << 20];
  int file = open("big", O_WRONLY | O_CREAT | O_EXCL, 0600);
  int result = 0;
  for (int i = 0; i < 256 && result == 0; ++i)
    if (write(file, data, sizeof data) < 0) result = 1;
  if (result != 0) perror("big");
  unlink("big");
  return result;
}
