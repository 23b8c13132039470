// Sends SIGKILL to all it can see; nothing outside the trial is touched. Only with --in-a-trial. Verdict: passed.
#include <signal.h>
#include <stdio.h>
#include <string.h>

int main(int argc, char** argv) {
  if (argc < 2 || strcmp(argv[1], "--in-a-trial") != 0) return 2;
  kill(-1, SIGKILL);
  printf("still here\n");
  return 0;
}
