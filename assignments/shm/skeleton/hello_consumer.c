// hello_consumer NAME: prints the text in the shared memory object NAME, and removes the object.
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

// Looks at the object's size, maps it, and prints the text that is in it.
static int show(int fd) {
  (void)fd;
  fprintf(stderr, "hello_consumer: show is not written yet\n");
  return -1;
}

int main(int argc, char** argv) {
  if (argc != 2) {
    fprintf(stderr, "usage: hello_consumer NAME\n");
    return 2;
  }
  // What is still missing: open the object argv[1], which may not be there, show it, and remove it.
  (void)argv;
  return show(-1) < 0 ? 1 : 0;
}
