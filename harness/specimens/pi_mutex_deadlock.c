// Waits for a priority-inheriting mutex that its child holds; the child waits for the parent. Verdict: deadlock on shared.
#include <pthread.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  pthread_mutex_t* lock = mmap(NULL, sizeof *lock, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  pthread_mutexattr_t kind;
  int locked[2], back[2];
  char byte;
  pthread_mutexattr_init(&kind);
  pthread_mutexattr_setpshared(&kind, PTHREAD_PROCESS_SHARED);
  pthread_mutexattr_setprotocol(&kind, PTHREAD_PRIO_INHERIT);
  pthread_mutex_init(lock, &kind);
  pipe(locked);
  pipe(back);
  if (fork() == 0) {
    close(back[1]);
    pthread_mutex_lock(lock);
    write(locked[1], "l", 1);
    read(back[0], &byte, 1);
    _exit(0);
  }
  read(locked[0], &byte, 1);
  pthread_mutex_lock(lock);
  wait(NULL);
  return 0;
}
