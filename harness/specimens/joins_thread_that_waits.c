// Joins a thread that waits for a mutex of the joiner's. Verdict: deadlock on private.
// (The join is a futex call without the private flag, on memory that is private all the same.)
#include <pthread.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static void* lock_it(void* nothing) {
  pthread_mutex_lock(&mutex);
  return nothing;
}

int main(void) {
  pthread_t thread;
  pthread_mutex_lock(&mutex);
  pthread_create(&thread, NULL, lock_it, NULL);
  pthread_join(thread, NULL);
  return 0;
}
