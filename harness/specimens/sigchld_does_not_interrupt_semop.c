// Children end while semtimedop waits: it still times out (EAGAIN). Verdict: passed.
#include "exiting_children.h"

#include <sys/ipc.h>
#include <sys/sem.h>

int main(void) {
  struct timespec timeout = {.tv_nsec = 100000000};
  struct sembuf down = {.sem_op = -1};
  int set = semget(IPC_PRIVATE, 1, 0600);
  start_children();
  print_result(semtimedop(set, &down, 1, &timeout));
  semctl(set, 0, IPC_RMID);
  reap_children();
  return 0;
}
