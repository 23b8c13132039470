// Two processes that both write everything before they read. Verdict: deadlock on unix.
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  static char part[1 << 16];
  int ends[2];
  socketpair(AF_UNIX, SOCK_STREAM, 0, ends);
  const int child = fork() == 0;
  close(ends[child]);
  for (int i = 0; i < 64; ++i) write(ends[!child], part, sizeof part);
  for (int i = 0; i < 64; ++i) read(ends[!child], part, sizeof part);
  if (child) _exit(0);
  wait(NULL);
  return 0;
}
