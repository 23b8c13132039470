// A thread ends the process while the first thread waits for a signal. Verdict: passed.
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void* leave(void* nothing) {
  printf("bye\n");
  exit(0);
  return nothing;
}

int main(void) {
  pthread_t thread;
  pthread_create(&thread, NULL, leave, NULL);
  pause();
  return 1;
}
