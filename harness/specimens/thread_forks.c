// A thread that is not the first forks and waits for its child. Verdict: passed.
#include <pthread.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static void* have_a_child(void* status) {
  if (fork() == 0) _exit(7);
  wait(status);
  return NULL;
}

int main(void) {
  pthread_t thread;
  int status = 0;
  pthread_create(&thread, NULL, have_a_child, &status);
  pthread_join(thread, NULL);
  printf("%d\n", WEXITSTATUS(status));
  return 0;
}
