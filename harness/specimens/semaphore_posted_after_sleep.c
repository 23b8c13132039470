// While somebody with a timer still maps the semaphore, a wait for it is no deadlock. Verdict: passed.
#include <semaphore.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  sem_t* items = mmap(NULL, sizeof *items, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  sem_init(items, 1, 0);
  if (fork() == 0) {
    usleep(100000);
    sem_post(items);
    _exit(0);
  }
  sem_wait(items);
  wait(NULL);
  printf("posted\n");
  return 0;
}
