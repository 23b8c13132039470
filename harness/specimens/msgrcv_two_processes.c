// Parent and child each wait for a message of another type. Verdict: deadlock on queue.
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  struct {
    long type;
    char text[16];
  } message = {.type = 3};
  int queue = msgget(IPC_PRIVATE, 0600);
  if (fork() == 0) {
    msgrcv(queue, &message, sizeof message.text, 1, 0);
    _exit(0);
  }
  msgsnd(queue, &message, 1, 0);
  msgrcv(queue, &message, sizeof message.text, 2, 0);
  wait(NULL);
  return 0;
}
