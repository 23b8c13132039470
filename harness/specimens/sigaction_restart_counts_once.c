// A read that a handled signal (SA_RESTART) interrupts is restarted: one call, whatever the handler calls. Verdict: passed.
#include <signal.h>
#include <stdio.h>
#include <sys/time.h>
#include <unistd.h>

static int ends[2];
static int elsewhere[2];

static void write_a_byte(int signal_number) {
  static int rang;
  (void)signal_number;
  write(++rang == 1 ? elsewhere[1] : ends[1], "x", 1);
}

int main(void) {
  struct sigaction action = {.sa_handler = write_a_byte, .sa_flags = SA_RESTART};
  struct itimerval soon = {.it_value = {.tv_usec = 50000}, .it_interval = {.tv_usec = 50000}};
  char byte;
  pipe(ends);
  pipe(elsewhere);
  sigaction(SIGALRM, &action, NULL);
  setitimer(ITIMER_REAL, &soon, NULL);
  printf("read %d\n", (int)read(ends[0], &byte, 1));
  return 0;
}
