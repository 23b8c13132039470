// hello_consumer NAME: prints the text in the shared memory object NAME, and removes the object.
//
// Every call is checked. An object of another size is not one of hello_producer's: it is left alone.
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { object_size = 4096 };

static int failed(const char* what) {
  perror(what);
  return -1;
}

static int print(const char* memory) {
  fwrite(memory, 1, strnlen(memory, object_size), stdout);
  putchar('\n');
  return fflush(stdout) != 0 || ferror(stdout) ? failed("hello_consumer: standard output") : 0;
}

// Maps the object and prints what is in it: 0, or -1 after a message.
static int show(int fd) {
  struct stat status;
  if (fstat(fd, &status) < 0) return failed("hello_consumer: fstat");
  if (status.st_size != object_size) {
    fprintf(stderr, "hello_consumer: the object has %lld bytes instead of %d\n", (long long)status.st_size, object_size);
    return -1;
  }
  char* memory = mmap(NULL, object_size, PROT_READ, MAP_SHARED, fd, 0);
  if (memory == MAP_FAILED) return failed("hello_consumer: mmap");
  int printed = print(memory);
  munmap(memory, object_size);
  return printed;
}

int main(int argc, char** argv) {
  if (argc != 2) {
    fprintf(stderr, "usage: hello_consumer NAME\n");
    return 2;
  }
  int fd = shm_open(argv[1], O_RDONLY, 0);
  if (fd < 0) {
    perror("hello_consumer: shm_open");
    return 1;
  }
  int shown = show(fd);
  close(fd);
  if (shown < 0) return 1;
  if (shm_unlink(argv[1]) < 0) {
    perror("hello_consumer: shm_unlink");
    return 1;
  }
  return 0;
}
