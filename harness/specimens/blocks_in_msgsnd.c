// Sends to a System V queue until it is full; nobody receives. Verdict: deadlock on queue.
#include <sys/ipc.h>
#include <sys/msg.h>

int main(void) {
  static struct {
    long type;
    char text[1024];
  } message = {.type = 1};
  int queue = msgget(IPC_PRIVATE, 0600);
  while (msgsnd(queue, &message, sizeof message.text, 0) == 0) continue;
  return 0;
}
