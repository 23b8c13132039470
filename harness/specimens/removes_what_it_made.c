// A queue, a semaphore, shared memory, System V objects and a socket's name, made and removed again. Verdict: passed.
#include <fcntl.h>
#include <mqueue.h>
#include <semaphore.h>
#include <stdio.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

int main(void) {
  struct sockaddr_un name = {.sun_family = AF_UNIX, .sun_path = "socket"};
  mq_open("/removed", O_RDWR | O_CREAT, 0600, NULL);
  sem_open("/removed", O_CREAT, 0600, 1);
  shm_open("/removed", O_RDWR | O_CREAT, 0600);
  int queue = msgget(IPC_PRIVATE, 0600), set = semget(IPC_PRIVATE, 1, 0600), memory = shmget(IPC_PRIVATE, 4096, 0600);
  bind(socket(AF_UNIX, SOCK_STREAM, 0), (struct sockaddr*)&name, sizeof name);
  int failed = mq_unlink("/removed") + sem_unlink("/removed") + shm_unlink("/removed") + unlink("socket");
  failed += msgctl(queue, IPC_RMID, NULL) + semctl(set, 0, IPC_RMID) + shmctl(memory, IPC_RMID, NULL);
  printf("%d\n", failed);
  return 0;
}
