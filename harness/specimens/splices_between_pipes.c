// Moves bytes from pipe to pipe in the kernel; the second splice waits for data. Verdict: passed.
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  int from[2], to[2];
  char text[16] = "";
  pipe(from);
  pipe(to);
  if (fork() == 0) {
    usleep(20000);
    write(from[1], "spliced\n", 8);
    _exit(0);
  }
  splice(from[0], NULL, to[1], NULL, 4096, 0);
  read(to[0], text, sizeof text - 1);
  printf("%s", text);
  wait(NULL);
  return 0;
}
