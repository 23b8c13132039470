// Makes a System V queue and leaves it behind. Verdict: leak.
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>

int main(int argc, char** argv) {
  if (argc != 2 || strcmp(argv[1], "--in-a-trial") != 0) return 2;
  return msgget(0x1234, IPC_CREAT | 0600) < 0;
}
