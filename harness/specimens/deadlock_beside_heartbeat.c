// The child waits for itself for ever, although a thread of the parent sleeps again and again. Verdict: deadlock on pipe.
#include <pthread.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static void* beat(void* nanoseconds) {
  const struct timespec pause = {0, *(long*)nanoseconds};
  prctl(PR_SET_TIMERSLACK, 1L);
  for (;;) nanosleep(&pause, NULL);
  return NULL;
}

int main(int argc, char* argv[]) {
  long nanoseconds = argc > 1 ? atol(argv[1]) : 20000000;
  pthread_t heart;
  int ends[2];
  char byte;
  pipe(ends);
  if (fork() == 0) {
    while (read(ends[0], &byte, 1) > 0) continue;
    _exit(0);
  }
  pthread_create(&heart, NULL, beat, &nanoseconds);
  close(ends[0]);
  close(ends[1]);
  wait(NULL);
  return 0;
}
