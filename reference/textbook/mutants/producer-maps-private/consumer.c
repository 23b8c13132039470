// Prints what is in the shared memory object OS, and removes it.
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>

int main(void) {
  const int size = 4096;
  int fd = shm_open("OS", O_RDONLY, 0666);
  char *text = mmap(0, size, PROT_READ, MAP_SHARED, fd, 0);
  printf("%s", text);
  shm_unlink("OS");
  return 0;
}
