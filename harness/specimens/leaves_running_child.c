// Ends while its child still waits for a signal. Verdict: zombie.
#include <unistd.h>

int main(void) {
  if (fork() == 0) pause();
  return 0;
}
