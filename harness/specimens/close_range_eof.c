// close_range in the only writer closes its end of the pipe: the reader sees the end. Verdict: passed.
#define _GNU_SOURCE
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  int data[2], stay[2];
  char byte;
  pipe(data);
  pipe(stay);
  if (fork() == 0) {
    dup2(stay[0], 0);
    close_range(3, ~0U, 0);
    _exit(read(0, &byte, 1) != 0);
  }
  close(data[1]);
  printf("%d\n", (int)read(data[0], &byte, 1));
  close(stay[1]);
  wait(NULL);
  return 0;
}
