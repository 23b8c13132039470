// The parent writes everything before it reads anything; the child copies, and both pipes fill. Verdict: deadlock on pipe.
#include <sys/wait.h>
#include <unistd.h>

static char data[200000];

int main(void) {
  int to_child[2], from_child[2];
  ssize_t n;
  pipe(to_child);
  pipe(from_child);
  if (fork() == 0) {
    close(to_child[1]);
    close(from_child[0]);
    while ((n = read(to_child[0], data, 4096)) > 0) write(from_child[1], data, (size_t)n);
    _exit(0);
  }
  close(to_child[0]);
  close(from_child[1]);
  write(to_child[1], data, sizeof data);
  close(to_child[1]);
  while (read(from_child[0], data, sizeof data) > 0) continue;
  wait(NULL);
  return 0;
}
