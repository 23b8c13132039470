// hello_producer NAME TEXT…: writes the texts, one after another, into the shared memory object NAME and leaves it there.
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { object_size = 4096 };

// Gives the object behind `fd` its size, maps it, and writes the texts and a zero byte into it. `texts` ends with NULL.
static int fill(int fd, char** texts) {
  (void)fd;
  (void)texts;
  fprintf(stderr, "hello_producer: fill is not written yet\n");
  return -1;
}

int main(int argc, char** argv) {
  if (argc < 3) {
    fprintf(stderr, "usage: hello_producer NAME TEXT...\n");
    return 2;
  }
  // What is still missing: the texts have 4,095 bytes at most in all. Look before there is an object.
  int fd = shm_open(argv[1], O_CREAT | O_RDWR, 0666);
  if (fd < 0) {
    perror("hello_producer: shm_open");
    return 1;
  }
  int filled = fill(fd, argv + 2);
  close(fd);
  return filled < 0 ? 1 : 0;
}
