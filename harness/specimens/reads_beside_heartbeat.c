// Copies standard input, while a thread of it takes naps so short that nobody can see it asleep. Verdict: passed.
#include <pthread.h>
#include <sys/prctl.h>
#include <time.h>
#include <unistd.h>

static void* beat(void* nothing) {
  const struct timespec pause = {0, 1};
  prctl(PR_SET_TIMERSLACK, 1L);
  for (;;) nanosleep(&pause, NULL);
  return nothing;
}

int main(void) {
  pthread_t heart;
  char data[4096];
  pthread_create(&heart, NULL, beat, NULL);
  for (ssize_t n; (n = read(0, data, sizeof data)) > 0;) write(1, data, (size_t)n);
  return 0;
}
