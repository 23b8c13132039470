// fifo_writer PATH: makes the FIFO PATH if there is none, and copies standard input into it, a line at a time. A line is one
// write(2): the kernel keeps up to PIPE_BUF bytes together (pipe(7)), so that the lines of several writers never mix.
//
// Every call is checked, and EINTR is continued.
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int failed(const char* what) {
  perror(what);
  return -1;
}

// Makes the FIFO unless it is there, and opens it, which waits for a reader: the descriptor, or -1 after a message.
static int meet_reader(const char* path) {
  if (mkfifo(path, 0600) < 0 && errno != EEXIST) return failed("fifo_writer: mkfifo");
  int fd = open(path, O_WRONLY);
  if (fd < 0) return failed("fifo_writer: open");
  struct stat status;
  if (fstat(fd, &status) == 0 && S_ISFIFO(status.st_mode)) return fd;
  fprintf(stderr, "fifo_writer: %s is not a FIFO\n", path);
  close(fd);
  return -1;
}

// Writes one line: 0, or -1 after a message. Nothing that short is ever written in part.
static int write_line(int fd, const char* line, size_t size) {
  while (write(fd, line, size) < 0) {
    if (errno != EINTR) return failed("fifo_writer: write");
  }
  return 0;
}

// Writes every whole line of data[0 … size): how many bytes these are, or -1 after a message.
static ssize_t write_lines(int fd, const char* data, size_t size) {
  size_t done = 0;
  for (;;) {
    const char* newline = memchr(data + done, '\n', size - done);
    if (newline == NULL) return (ssize_t)done;
    size_t length = (size_t)(newline - data) + 1 - done;
    if (write_line(fd, data + done, length) < 0) return -1;
    done += length;
  }
}

// Copies line by line until the end of `in`: 0, or -1 after a message.
static int copy_lines(int in, int out) {
  char buffer[PIPE_BUF];
  size_t size = 0;  // what is there of a line that has no end yet
  for (;;) {
    ssize_t n = read(in, buffer + size, sizeof buffer - size);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return failed("fifo_writer: read");
    if (n == 0) return size == 0 ? 0 : write_line(out, buffer, size);
    size += (size_t)n;
    ssize_t written = write_lines(out, buffer, size);
    if (written < 0) return -1;
    size -= (size_t)written;
    memmove(buffer, buffer + written, size);
    if (size < sizeof buffer) continue;
    fprintf(stderr, "fifo_writer: a line is longer than %d bytes\n", PIPE_BUF);
    return -1;
  }
}

int main(int argc, char** argv) {
  if (argc != 2) {
    fprintf(stderr, "usage: fifo_writer PATH\n");
    return 2;
  }
  signal(SIGPIPE, SIG_IGN);  // should the reader be gone, write(2) says EPIPE and we can report it
  int fifo = meet_reader(argv[1]);
  if (fifo < 0) return 1;
  int copied = copy_lines(STDIN_FILENO, fifo);
  close(fifo);
  return copied < 0 ? 1 : 0;
}
