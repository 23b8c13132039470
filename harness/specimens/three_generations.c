// A child and a grandchild, each reaped by its parent. Verdict: passed.
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static void generation(int n) {
  if (n < 3 && fork() == 0) {
    generation(n + 1);
    _exit(0);
  }
  wait(NULL);
  dprintf(1, "%d\n", n);
}

int main(void) {
  generation(1);
  return 0;
}
