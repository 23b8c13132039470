// A process ends with a robust mutex locked: who waits for it is told, and goes on. Verdict: passed.
#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  pthread_mutex_t* lock = mmap(NULL, sizeof *lock, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  pthread_mutexattr_t kind;
  int locked[2];
  char byte;
  pthread_mutexattr_init(&kind);
  pthread_mutexattr_setpshared(&kind, PTHREAD_PROCESS_SHARED);
  pthread_mutexattr_setrobust(&kind, PTHREAD_MUTEX_ROBUST);
  pthread_mutex_init(lock, &kind);
  pipe(locked);
  if (fork() == 0) {
    pthread_mutex_lock(lock);
    write(locked[1], "l", 1);
    usleep(50000);
    _exit(0);
  }
  read(locked[0], &byte, 1);
  puts(strerrorname_np(pthread_mutex_lock(lock)));
  pthread_mutex_consistent(lock);
  pthread_mutex_unlock(lock);
  wait(NULL);
  return 0;
}
