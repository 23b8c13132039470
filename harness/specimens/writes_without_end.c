// Writes to standard output for ever. Verdict: runaway.
#include <string.h>
#include <unistd.h>

int main(void) {
  static char line[4096];
  memset(line, 'y', sizeof line);
  while (write(1, line, sizeof line) > 0) continue;
  return 0;
}
