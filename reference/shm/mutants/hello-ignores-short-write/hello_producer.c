// hello_producer NAME TEXT…: writes the texts, one after another, into the shared memory object NAME and leaves it there. The
// texts are joined first, so what is wrong with them is known before there is an object.
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

// Joins the texts and fills the rest with zeros: 0, or -1 if they are too long.
static int join(char joined[object_size], char** texts) {
  size_t used = 0;
  memset(joined, 0, object_size);
  for (; *texts != NULL; ++texts) {
    size_t length = strlen(*texts);
    if (length >= object_size - used) return -1;
    memcpy(joined + used, *texts, length);
    used += length;
  }
  return 0;
}

static int write_into(int fd, const char text[object_size]) {
  while (ftruncate(fd, object_size) < 0) {
    if (errno != EINTR) return failed("hello_producer: ftruncate");
  }
  void* memory = mmap(NULL, object_size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (memory == MAP_FAILED) return failed("hello_producer: mmap");
  memcpy(memory, text, object_size);
  return munmap(memory, object_size) < 0 ? failed("hello_producer: munmap") : 0;
}

int main(int argc, char** argv) {
  if (argc < 3) {
    fprintf(stderr, "usage: hello_producer NAME TEXT...\n");
    return 2;
  }
  char text[object_size];
  if (join(text, argv + 2) < 0) {
    fprintf(stderr, "hello_producer: the texts have more than %d bytes\n", object_size - 1);
    return 1;
  }
  int fd = shm_open(argv[1], O_CREAT | O_RDWR, 0666);
  if (fd < 0) {
    perror("hello_producer: shm_open");
    return 1;
  }
  int written = write_into(fd, text);
  close(fd);
  if (written < 0) shm_unlink(argv[1]);
  return written < 0 ? 1 : 0;
}
