// Waits for input beside a thread that waits a minute at most, as Go's monitor does. Verdict: waits-for-input on input.
#include <linux/futex.h>
#include <pthread.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static int word;

static void* monitor(void* nothing) {
  const struct timespec minute = {.tv_sec = 60};
  for (;;) syscall(SYS_futex, &word, FUTEX_WAIT_PRIVATE, 0, &minute, NULL, 0);
  return nothing;
}

int main(void) {
  pthread_t thread;
  pthread_create(&thread, NULL, monitor, NULL);
  char byte;
  while (read(0, &byte, 1) > 0) continue;
  return 0;
}
