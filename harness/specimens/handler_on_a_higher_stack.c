// A handler (SA_RESTART) runs on a stack above that of the thread whose read it interrupts: still one call. Verdict: passed.
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/time.h>
#include <unistd.h>

static int ends[2];
static int elsewhere[2];
static uintptr_t handler_at;

static void write_a_byte(int signal_number) {
  static int rang;
  (void)signal_number;
  handler_at = (uintptr_t)&signal_number;
  write(++rang == 1 ? elsewhere[1] : ends[1], "x", 1);
}

// The first thread's stack lies above those of all others.
static void *reader(void *stack) {
  stack_t higher = {.ss_sp = stack, .ss_size = 65536};
  sigset_t none;
  char byte;
  ssize_t size;
  sigemptyset(&none);
  sigaltstack(&higher, NULL);
  pthread_sigmask(SIG_SETMASK, &none, NULL);
  size = read(ends[0], &byte, 1);
  printf("read %d, handler %s\n", (int)size, handler_at > (uintptr_t)&byte ? "above" : "below");
  return NULL;
}

int main(void) {
  struct sigaction action = {.sa_handler = write_a_byte, .sa_flags = SA_RESTART | SA_ONSTACK};
  struct itimerval soon = {.it_value = {.tv_usec = 50000}, .it_interval = {.tv_usec = 50000}};
  sigset_t alarm_alone;
  pthread_t thread;
  char stack[65536];
  pipe(ends);
  pipe(elsewhere);
  sigemptyset(&alarm_alone);
  sigaddset(&alarm_alone, SIGALRM);
  sigprocmask(SIG_BLOCK, &alarm_alone, NULL);
  sigaction(SIGALRM, &action, NULL);
  pthread_create(&thread, NULL, reader, stack);
  setitimer(ITIMER_REAL, &soon, NULL);
  pthread_join(thread, NULL);
  return 0;
}
