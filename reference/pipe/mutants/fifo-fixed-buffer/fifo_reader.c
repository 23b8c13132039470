// fifo_reader PATH: makes the FIFO PATH if there is none, copies what comes out of it to standard output until the last writer
// has closed it, and removes it. It opens the FIFO without blocking and waits for the first writer in poll(2), which knows the
// difference between "nobody yet" and "nobody any more"; read(2) does not, so it is asked only when poll has spoken.
//
// Every call is checked, EINTR and short reads and writes are continued, and the FIFO is removed whatever goes wrong.
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static int failed(const char* what) {
  perror(what);
  return -1;
}

// The FIFO, open for reading without blocking, or -1 after a message.
static int open_fifo(const char* path) {
  struct stat status;
  if (mkfifo(path, S_IRUSR | S_IWUSR) < 0 && errno != EEXIST) return failed("fifo_reader: mkfifo");
  if (stat(path, &status) < 0) return failed("fifo_reader: stat");
  if (!S_ISFIFO(status.st_mode)) {
    fprintf(stderr, "fifo_reader: %s is not a FIFO\n", path);
    return -1;
  }
  int fd;
  while ((fd = open(path, O_RDONLY | O_NONBLOCK)) < 0)
    if (errno != EINTR) return failed("fifo_reader: open");
  return fd;
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

// Copies until the last writer has closed: 0, or -1 after a message.
static int copy(int in, int out) {
  char buffer[16384];
  size_t room = 65536;
  for (;;) {
    struct pollfd data = {.fd = in, .events = POLLIN};
    if (poll(&data, 1, -1) < 0 && errno != EINTR) return failed("fifo_reader: poll");
    if (data.revents == 0) continue;
    ssize_t n = read(in, buffer, sizeof buffer);
    if (n < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    if (n < 0) return failed("fifo_reader: read");
    if (n == 0) return 0;
    if ((size_t)n > room) n = (ssize_t)room;
    if (write_all(out, buffer, (size_t)n) < 0) return -1;
    room -= (size_t)n;
  }
}

int main(int argc, char** argv) {
  if (argc != 2) {
    fprintf(stderr, "usage: fifo_reader PATH\n");
    return 2;
  }
  signal(SIGPIPE, SIG_IGN);
  int fifo = open_fifo(argv[1]);
  if (fifo < 0) return 1;
  int copied = copy(fifo, STDOUT_FILENO);
  close(fifo);
  int removed = unlink(argv[1]) < 0 ? failed("fifo_reader: unlink") : 0;
  return copied < 0 || removed < 0 ? 1 : 0;
}
