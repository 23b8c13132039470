// Signals its own process group, in which there is nobody else: it leads its own session. Verdict: passed.
#include <signal.h>
#include <unistd.h>

static void note(int signal_number) {
  (void)signal_number;
  write(1, "handled\n", 8);
}

int main(void) {
  signal(SIGTERM, note);
  return getpgrp() == getpid() ? kill(0, SIGTERM) : 2;
}
