// Two threads take two mutexes in opposite orders; a barrier makes sure that each has its first. Verdict: deadlock on private.
#include <pthread.h>

static pthread_mutex_t first = PTHREAD_MUTEX_INITIALIZER;
static pthread_mutex_t second = PTHREAD_MUTEX_INITIALIZER;
static pthread_barrier_t both_hold_one;

static void lock_both(pthread_mutex_t* one, pthread_mutex_t* other) {
  pthread_mutex_lock(one);
  pthread_barrier_wait(&both_hold_one);
  pthread_mutex_lock(other);
}

static void* backwards(void* nothing) {
  lock_both(&second, &first);
  return nothing;
}

int main(void) {
  pthread_t thread;
  pthread_barrier_init(&both_hold_one, NULL, 2);
  pthread_create(&thread, NULL, backwards, NULL);
  lock_both(&first, &second);
  return 0;
}
