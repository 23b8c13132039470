// A change of priority or processors is answered with success and has no effect. Verdict: passed.
#define _GNU_SOURCE
#include <sched.h>
#include <stdio.h>
#include <sys/resource.h>

int main(void) {
  int before = getpriority(PRIO_PROCESS, 0);
  int answer = setpriority(PRIO_PROCESS, 0, before + 5);
  int changed = getpriority(PRIO_PROCESS, 0) != before;
  cpu_set_t all;
  for (int i = 0; i < CPU_SETSIZE; ++i) CPU_SET(i, &all);
  printf("%d %s %d\n", answer, changed ? "changed" : "unchanged", sched_setaffinity(0, sizeof all, &all));
  return 0;
}
