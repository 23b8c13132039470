// Sends to a System V queue until it is full; nobody receives. Verdict: deadlock on queue.
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>

int main(int argc, char** argv) {
  if (argc != 2 || strcmp(argv[1], "--in-a-trial") != 0) return 2;
  static struct {
    long type;
    char text[1024];
  } message = {.type = 1};
  int queue = msgget(IPC_PRIVATE, 0600);
  while (msgsnd(queue, &message, sizeof message.text, 0) == 0) continue;
  return 0;
}
