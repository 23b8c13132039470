// A process waits for a flock lock and gets it when its holder, who slept, ends. Verdict: passed.
#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  int locked[2];
  char byte;
  pipe(locked);
  if (fork() == 0) {
    flock(open("locked", O_RDWR | O_CREAT, 0600), LOCK_EX);
    write(locked[1], "x", 1);
    usleep(50000);
    _exit(0);
  }
  read(locked[0], &byte, 1);
  flock(open("locked", O_RDWR), LOCK_EX);
  wait(NULL);
  printf("locked\n");
  return 0;
}
