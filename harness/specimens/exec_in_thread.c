// A thread that is not the first calls exec: the others end, and it takes over the process's id. Verdict: passed.
#include <pthread.h>
#include <unistd.h>

static void* become_echo(void* nothing) {
  execl("/bin/echo", "echo", "from a thread", (char*)NULL);
  return nothing;
}

int main(void) {
  pthread_t thread;
  pthread_create(&thread, NULL, become_echo, NULL);
  pause();
  return 1;
}
