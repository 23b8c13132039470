// Each of two processes reads first what the other would write afterwards. Verdict: deadlock on pipe.
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  int to_child[2], to_parent[2];
  char byte;
  pipe(to_child);
  pipe(to_parent);
  if (fork() == 0) {
    close(to_child[1]);
    close(to_parent[0]);
    read(to_child[0], &byte, 1);
    write(to_parent[1], "c", 1);
    _exit(0);
  }
  close(to_child[0]);
  close(to_parent[1]);
  read(to_parent[0], &byte, 1);
  write(to_child[1], "p", 1);
  wait(NULL);
  return 0;
}
