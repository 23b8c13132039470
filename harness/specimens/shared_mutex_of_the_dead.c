// A process ends while it holds a mutex in shared memory; nobody is left to unlock it. Verdict: deadlock on shared.
#include <pthread.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  pthread_mutexattr_t shared;
  pthread_mutex_t* mutex = mmap(NULL, sizeof *mutex, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  pthread_mutexattr_init(&shared);
  pthread_mutexattr_setpshared(&shared, PTHREAD_PROCESS_SHARED);
  pthread_mutex_init(mutex, &shared);
  if (fork() == 0) _exit(pthread_mutex_lock(mutex));
  wait(NULL);
  pthread_mutex_lock(mutex);
  return 0;
}
