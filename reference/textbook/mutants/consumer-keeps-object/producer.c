// Puts two words into the shared memory object OS and leaves it there: every call is checked, leftovers are overwritten.
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { size = 4096 };

static void fail(const char* what) {
  perror(what);
  exit(EXIT_FAILURE);
}

int main(void) {
  static const char text[] = "HelloWorld!";
  int fd = shm_open("/OS", O_CREAT | O_RDWR, 0666);
  if (fd < 0) fail("producer: shm_open");
  if (ftruncate(fd, size) < 0) fail("producer: ftruncate");
  char* memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (memory == MAP_FAILED) fail("producer: mmap");
  memcpy(memory, text, sizeof text);
  if (munmap(memory, size) < 0) fail("producer: munmap");
  close(fd);
  return EXIT_SUCCESS;
}
