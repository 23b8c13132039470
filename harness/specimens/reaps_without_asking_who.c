// Waits for its children with waitid, and does not ask which of them ended. Verdict: passed.
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  int ended = 0;
  for (int i = 0; i < 2; ++i)
    if (fork() == 0) _exit(0);
  for (int i = 0; i < 2; ++i)
    if (waitid(P_ALL, 0, NULL, WEXITED) == 0) ++ended;
  printf("%d\n", ended);
  return 0;
}
