// Sleeps an hour before it says what it was asked to: longer than any verdict could be waited for. Verdict: still-running.
#include <stdio.h>
#include <unistd.h>

int main(void) {
  sleep(3600);
  printf("done\n");
  return 0;
}
