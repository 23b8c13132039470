// Lowers a System V semaphore that is 0. Verdict: deadlock on semaphore.
#include <sys/ipc.h>
#include <sys/sem.h>

int main(void) {
  struct sembuf down = {.sem_num = 0, .sem_op = -1};
  semop(semget(IPC_PRIVATE, 1, 0600), &down, 1);
  return 0;
}
