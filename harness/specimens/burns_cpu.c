// Works for ever, and does have an effect now and then: a limit ends it, it is no busy wait. Verdict: runaway.
#include <fcntl.h>
#include <unistd.h>

int main(void) {
  int file = open("progress", O_WRONLY | O_CREAT, 0600);
  for (volatile unsigned long turn = 0;; ++turn)
    if (turn % 10000000 == 0) pwrite(file, (const void*)&turn, sizeof turn, 0);
}
