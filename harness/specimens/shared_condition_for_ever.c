// Two processes wait on a process-shared condition that neither signals. Verdict: deadlock on shared.
#include <pthread.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

struct shared {
  pthread_mutex_t lock;
  pthread_cond_t changed;
};

int main(void) {
  struct shared* shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  pthread_mutexattr_t of_lock;
  pthread_condattr_t of_condition;
  pthread_mutexattr_init(&of_lock);
  pthread_mutexattr_setpshared(&of_lock, PTHREAD_PROCESS_SHARED);
  pthread_condattr_init(&of_condition);
  pthread_condattr_setpshared(&of_condition, PTHREAD_PROCESS_SHARED);
  pthread_mutex_init(&shared->lock, &of_lock);
  pthread_cond_init(&shared->changed, &of_condition);
  const int child = fork() == 0;
  pthread_mutex_lock(&shared->lock);
  pthread_cond_wait(&shared->changed, &shared->lock);
  if (child) _exit(0);
  wait(NULL);
  return 0;
}
