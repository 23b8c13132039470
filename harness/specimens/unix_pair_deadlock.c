// Each of two processes reads first what the other would write afterwards. Verdict: deadlock on unix.
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  int ends[2];
  char byte;
  socketpair(AF_UNIX, SOCK_STREAM, 0, ends);
  if (fork() == 0) {
    close(ends[0]);
    read(ends[1], &byte, 1);
    write(ends[1], "c", 1);
    _exit(0);
  }
  close(ends[1]);
  read(ends[0], &byte, 1);
  write(ends[0], "p", 1);
  wait(NULL);
  return 0;
}
