// hello_producer NAME TEXT…: writes the texts, one after another, into the shared memory object NAME and leaves it there.
//
// Every call is checked; an object that could not be completed is removed again.
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { object_size = 4096 };

static int failed(const char* what) {
  perror(what);
  return -1;
}

// How many bytes the texts have in all. It stops counting where they are too many anyway.
static size_t total_length(char** texts) {
  size_t length = 0;
  for (; *texts != NULL && length < object_size; ++texts) length += strlen(*texts);
  return length;
}

static int resize(int fd) { return ftruncate(fd, object_size) < 0 ? failed("hello_producer: ftruncate") : 0; }

// Writes the texts and the zero byte that ends them: what an earlier run has left behind it does not count.
static int fill(int fd, char** texts) {
  if (resize(fd) < 0) return -1;
  char* memory = mmap(NULL, object_size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (memory == MAP_FAILED) return failed("hello_producer: mmap");
  char* end = memory;
  for (; *texts != NULL; ++texts) end = stpcpy(end, *texts);
  *end = '\0';
  munmap(memory, object_size);
  return 0;
}

int main(int argc, char** argv) {
  if (argc < 3) {
    fprintf(stderr, "usage: hello_producer NAME TEXT...\n");
    return 2;
  }
  const char* name = argv[1];
  if (total_length(argv + 2) >= object_size) {
    fprintf(stderr, "hello_producer: the texts have more than %d bytes\n", object_size - 1);
    return 1;
  }
  int fd = shm_open(name, O_CREAT | O_RDWR, 0666);
  if (fd < 0) {
    perror("hello_producer: shm_open");
    return 1;
  }
  int filled = fill(fd, argv + 2);
  close(fd);
  if (filled < 0) shm_unlink(name);
  return filled < 0 ? 1 : 0;
}
