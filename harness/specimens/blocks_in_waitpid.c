// Waits for a child that waits for the harness: the chain ends at standard input, held open. Verdict: waits-for-input on child.
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  char byte;
  if (fork() == 0) _exit(read(0, &byte, 1) < 0);
  wait(NULL);
  return 0;
}
