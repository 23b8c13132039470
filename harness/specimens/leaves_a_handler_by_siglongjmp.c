// A handler (SA_RESTART) jumps out of the read that it interrupts: the next one, at the same place, is another. Verdict: passed.
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <sys/time.h>
#include <unistd.h>

static int ends[2];
static sigjmp_buf before;

static void jump_or_write(int signal_number) {
  static int rang;
  (void)signal_number;
  if (++rang == 1) siglongjmp(before, 1);
  write(ends[1], "x", 1);
}

int main(void) {
  struct sigaction action = {.sa_handler = jump_or_write, .sa_flags = SA_RESTART};
  struct itimerval soon = {.it_value = {.tv_usec = 50000}, .it_interval = {.tv_usec = 50000}};
  char byte;
  pipe(ends);
  sigaction(SIGALRM, &action, NULL);
  if (sigsetjmp(before, 1) == 0) setitimer(ITIMER_REAL, &soon, NULL);
  printf("read %d\n", (int)read(ends[0], &byte, 1));
  return 0;
}
