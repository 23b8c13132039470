// Waits for a process-shared semaphore in memory that nobody else maps. Verdict: deadlock on shared.
#include <semaphore.h>
#include <stddef.h>
#include <sys/mman.h>

int main(void) {
  sem_t* items = mmap(NULL, sizeof *items, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  sem_init(items, 1, 0);
  sem_wait(items);
  return 0;
}
