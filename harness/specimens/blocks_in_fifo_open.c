// Opens a FIFO for reading; no process is left that could open it for writing. Verdict: deadlock on fifo.
#include <fcntl.h>
#include <sys/stat.h>

int main(void) {
  mkfifo("fifo", 0600);
  open("fifo", O_RDONLY);
  return 0;
}
