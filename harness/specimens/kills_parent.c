// Sends SIGKILL to its parent, the tracer, who survives. Only with --in-a-trial. Verdict: passed.
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

int main(int argc, char** argv) {
  if (argc < 2 || strcmp(argv[1], "--in-a-trial") != 0) return 2;
  kill(getppid(), SIGKILL);
  printf("still here\n");
  return 0;
}
