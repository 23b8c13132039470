// Waits for a message in a System V queue that nobody else knows. Verdict: deadlock on queue.
#include <sys/ipc.h>
#include <sys/msg.h>

int main(void) {
  struct {
    long type;
    char text[16];
  } message;
  msgrcv(msgget(IPC_PRIVATE, 0600), &message, sizeof message.text, 0, 0);
  return 0;
}
