// Puts two words into the shared memory object OS and leaves it there. As the textbook has it: nothing is checked, nobody waits.
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

int main(void) {
  const int size = 4096;
  const char *words[] = {"Hello", "World!"};
  int fd = shm_open("OS", O_CREAT | O_RDWR, 0666);
  char *at = mmap(0, size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  for (int i = 0; i < 2; ++i) at += sprintf(at, "%s", words[i]);
  return 0;
}
