// hello_consumer NAME: prints the text in the shared memory object NAME, and removes the object. The text is copied out and
// everything closed before anything is printed.
#include <errno.h>
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

static int copy_out(int fd, char text[object_size]) {
  struct stat status;
  if (fstat(fd, &status) < 0) return failed("hello_consumer: fstat");
  if (status.st_size != object_size) {
    fprintf(stderr, "hello_consumer: this is no object of hello_producer\n");
    return -1;
  }
  void* memory = mmap(NULL, object_size, PROT_READ, MAP_SHARED, fd, 0);
  if (memory == MAP_FAILED) return failed("hello_consumer: mmap");
  memcpy(text, memory, object_size);
  munmap(memory, object_size);
  return 0;
}

static int write_all(const char* data, size_t size) {
  while (size > 0) {
    ssize_t n = write(STDOUT_FILENO, data, size);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return failed("hello_consumer: write");
    break;
  }
  return 0;
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
  char text[object_size];
  int copied = copy_out(fd, text);
  close(fd);
  if (copied < 0 || write_all(text, strnlen(text, object_size)) < 0) return 1;
  if (shm_unlink(argv[1]) < 0) {
    perror("hello_consumer: shm_unlink");
    return 1;
  }
  return 0;
}
