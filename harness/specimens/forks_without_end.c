// Makes children that stay, one after another (at most 5,000, so that a run by hand ends). Verdict: runaway.
#include <signal.h>
#include <unistd.h>

int main(void) {
  for (int i = 0; i < 5000; ++i) {
    pid_t child = fork();
    if (child == 0) pause();
  }
  signal(SIGTERM, SIG_IGN);
  kill(0, SIGTERM);
  return 0;
}
