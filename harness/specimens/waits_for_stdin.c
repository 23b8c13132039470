// Copies standard input. Held open, it waits for the harness; closed, it ends. Verdict: waits-for-input on input, or passed.
#include <unistd.h>

int main(void) {
  char data[4096];
  for (ssize_t n; (n = read(0, data, sizeof data)) > 0;) write(1, data, (size_t)n);
  return 0;
}
