// Prints what is in the shared memory object OS, as far as it is text, and removes it.
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static void fail(const char* what) {
  perror(what);
  exit(EXIT_FAILURE);
}

int main(void) {
  struct stat status;
  int fd = shm_open("/OS", O_RDONLY, 0);
  if (fd < 0) fail("consumer: shm_open");
  if (fstat(fd, &status) < 0) fail("consumer: fstat");
  size_t size = (size_t)status.st_size;
  const char* memory = mmap(NULL, size, PROT_READ, MAP_SHARED, fd, 0);
  if (memory == MAP_FAILED) fail("consumer: mmap");
  printf("%.*s\n", (int)strnlen(memory, size), memory);
  if (fflush(stdout) != 0) fail("consumer: standard output");
  if (shm_unlink("/OS") < 0) fail("consumer: shm_unlink");
  return EXIT_SUCCESS;
}
