// Tries a semaphore again and again without a system call. Verdict: busy-wait.
#include <semaphore.h>

int main(void) {
  sem_t items;
  sem_init(&items, 0, 0);
  while (sem_trywait(&items) != 0) continue;
  return 0;
}
