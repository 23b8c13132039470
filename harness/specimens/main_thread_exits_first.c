// The first thread ends; the process lives on in the other one (its leader is a zombie that nobody can reap). Verdict: passed.
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void* go_on(void* nothing) {
  usleep(50000);
  printf("the last\n");
  exit(0);
  return nothing;
}

int main(void) {
  pthread_t thread;
  pthread_create(&thread, NULL, go_on, NULL);
  pthread_exit(NULL);
}
