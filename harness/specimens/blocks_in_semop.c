// Lowers a System V semaphore that is 0. Verdict: deadlock on semaphore.
#include <string.h>
#include <sys/ipc.h>
#include <sys/sem.h>

int main(int argc, char** argv) {
  if (argc != 2 || strcmp(argv[1], "--in-a-trial") != 0) return 2;
  struct sembuf down = {.sem_num = 0, .sem_op = -1};
  semop(semget(IPC_PRIVATE, 1, 0600), &down, 1);
  return 0;
}
