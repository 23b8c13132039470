// The child waits for itself for ever, although a thread of the parent sleeps 20 ms again and again. Verdict: deadlock on pipe.
#include <pthread.h>
#include <sys/wait.h>
#include <unistd.h>

static void* beat(void* nothing) {
  for (;;) usleep(20000);
  return nothing;
}

int main(void) {
  pthread_t heart;
  int ends[2];
  char byte;
  pipe(ends);
  if (fork() == 0) {
    while (read(ends[0], &byte, 1) > 0) continue;
    _exit(0);
  }
  pthread_create(&heart, NULL, beat, NULL);
  close(ends[0]);
  close(ends[1]);
  wait(NULL);
  return 0;
}
