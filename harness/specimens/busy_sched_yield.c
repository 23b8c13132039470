// Gives the processor away between two looks at a flag, but never sleeps. Verdict: busy-wait.
#include <sched.h>

static volatile int flag;

int main(void) {
  while (!flag) sched_yield();
  return 0;
}
