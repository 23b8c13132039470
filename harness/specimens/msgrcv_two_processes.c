// Parent and child each wait for a message of another type. Verdict: deadlock on queue.
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char** argv) {
  if (argc != 2 || strcmp(argv[1], "--in-a-trial") != 0) return 2;
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
