// fifo_reader PATH: makes the FIFO PATH if there is none, copies what comes out of it to standard output until the last writer
// has closed it, and removes it.
//
// Every call is checked, EINTR and short reads and writes are continued, and the FIFO is removed whatever goes wrong.
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static int failed(const char* what) {
  perror(what);
  return -1;
}

// Makes the FIFO unless it is there, and opens it, which waits for a writer: the descriptor, or -1 after a message.
static int meet_writer(const char* path) {
  if (mkfifo(path, 0600) < 0 && errno != EEXIST) return failed("fifo_reader: mkfifo");
  int fd;
  while ((fd = open(path, O_RDONLY)) < 0) {
    if (errno != EINTR) return failed("fifo_reader: open");
  }
  struct stat status;
  if (fstat(fd, &status) == 0 && S_ISFIFO(status.st_mode)) return fd;
  fprintf(stderr, "fifo_reader: %s is not a FIFO\n", path);
  close(fd);
  return -1;
}

static int write_all(int fd, const char* data, size_t size) {
  while (size > 0) {
    ssize_t n = write(fd, data, size);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return failed("fifo_reader: write");
    data += n;
    size -= (size_t)n;
  }
  return 0;
}

// Copies until the end of `in`, which comes when nobody has it open for writing any more: 0, or -1 after a message.
static int copy(int in, int out) {
  char buffer[65536];
  for (;;) {
    ssize_t n = read(in, buffer, sizeof buffer);
    if (n < 0 && errno != EINTR) return failed("fifo_reader: read");
    if (n <= 0) return 0;
    if (write_all(out, buffer, (size_t)n) < 0) return -1;
  }
}

int main(int argc, char** argv) {
  if (argc != 2) {
    fprintf(stderr, "usage: fifo_reader PATH\n");
    return 2;
  }
  signal(SIGPIPE, SIG_IGN);  // a failed write is reported, and the FIFO still removed
  int fifo = meet_writer(argv[1]);
  if (fifo < 0) return 1;
  int copied = copy(fifo, STDOUT_FILENO);
  close(fifo);
  int removed = unlink(argv[1]) < 0 ? failed("fifo_reader: unlink") : 0;
  return copied < 0 || removed < 0 ? 1 : 0;
}
