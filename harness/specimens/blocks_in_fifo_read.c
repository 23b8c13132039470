// Opens a FIFO for reading and writing, so that its end never comes while it reads. Verdict: deadlock on fifo.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

int main(void) {
  char byte;
  mkfifo("fifo", 0600);
  int both = open("fifo", O_RDWR);
  unlink("fifo");
  read(both, &byte, 1);
  return 0;
}
