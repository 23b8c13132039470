// fifo_reader PATH: copies what comes out of the FIFO PATH to standard output, and removes the FIFO at the end.
#include <stdio.h>
#include <unistd.h>

// Makes the FIFO unless it is there already, and opens it for reading: the descriptor, or -1 after a message.
static int open_fifo(const char* path) {
  (void)path;
  fprintf(stderr, "fifo_reader: open_fifo is not written yet\n");
  return -1;
}

// Copies until the last writer has closed the FIFO.
static int copy(int fifo) {
  (void)fifo;
  fprintf(stderr, "fifo_reader: copy is not written yet\n");
  return -1;
}

int main(int argc, char** argv) {
  if (argc != 2) {
    fprintf(stderr, "usage: fifo_reader PATH\n");
    return 2;
  }
  int fifo = open_fifo(argv[1]);
  if (fifo < 0) return 1;
  int copied = copy(fifo);
  close(fifo);
  // What is still missing: the FIFO is a name in the file system, and nobody has removed it.
  return copied < 0 ? 1 : 0;
}
