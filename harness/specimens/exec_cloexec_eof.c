// exec closes what is marked close-on-exec: the reader sees the end while the new program lives on. Verdict: passed.
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  int data[2], stay[2];
  char byte;
  pipe2(data, O_CLOEXEC);
  pipe2(stay, O_CLOEXEC);
  if (fork() == 0) {
    dup2(stay[0], 0);
    execl("/bin/cat", "cat", (char*)NULL);
    _exit(127);
  }
  close(data[1]);
  printf("%d\n", (int)read(data[0], &byte, 1));
  close(stay[1]);
  wait(NULL);
  return 0;
}
