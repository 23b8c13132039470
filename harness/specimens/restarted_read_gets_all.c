// A handled signal (SA_RESTART) interrupts a read for five bytes, which is restarted: it gets all five. Verdict: passed.
#include <signal.h>
#include <stdio.h>
#include <sys/time.h>
#include <unistd.h>

static int ends[2];

static void write_at_last(int signal_number) {
  static int rang;
  (void)signal_number;
  if (++rang == 2) write(ends[1], "hello", 5);
}

int main(void) {
  struct sigaction action = {.sa_handler = write_at_last, .sa_flags = SA_RESTART};
  struct itimerval soon = {.it_value = {.tv_usec = 30000}, .it_interval = {.tv_usec = 30000}};
  char bytes[5];
  pipe(ends);
  sigaction(SIGALRM, &action, NULL);
  setitimer(ITIMER_REAL, &soon, NULL);
  printf("read %d\n", (int)read(ends[0], bytes, sizeof bytes));
  return 0;
}
