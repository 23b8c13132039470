// Waits for a message in a System V queue that nobody else knows. Verdict: deadlock on queue.
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>

int main(int argc, char** argv) {
  if (argc != 2 || strcmp(argv[1], "--in-a-trial") != 0) return 2;
  struct {
    long type;
    char text[16];
  } message;
  msgrcv(msgget(IPC_PRIVATE, 0600), &message, sizeof message.text, 0, 0);
  return 0;
}
