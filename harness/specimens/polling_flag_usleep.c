// Sleeps between two looks at a flag in shared memory; who would set it waits for this process. Verdict: polling.
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  volatile int* flag = mmap(NULL, sizeof *flag, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  int ends[2];
  char byte;
  pipe(ends);
  if (fork() == 0) {
    read(ends[0], &byte, 1);
    *flag = 1;
    _exit(0);
  }
  while (!*flag) usleep(1000);
  write(ends[1], "x", 1);
  wait(NULL);
  return 0;
}
