// fifo_writer PATH: makes the FIFO PATH if there is none, and copies standard input into it, one write(2) a line. It waits with
// poll(2) for input and for the reader's end at once, so it learns that the reader has gone even while no input comes.
//
// Every call is checked, and EINTR is continued.
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct copy {
  int fifo;             // does not block
  char data[PIPE_BUF];  // input that is not written yet
  size_t size;
  int ended;  // there is no more input
};

static int failed(const char* what) {
  perror(what);
  return -1;
}

static int for_now(void) { return errno == EINTR || errno == EAGAIN; }

static int refuse(const char* path, const char* why) {
  fprintf(stderr, "fifo_writer: %s %s\n", path, why);
  return -1;
}

// The FIFO, open for writing, or -1 after a message. Opening waits for a reader; only what comes after does not block.
static int meet_reader(const char* path) {
  struct stat status;
  if (mkfifo(path, S_IRUSR | S_IWUSR) < 0 && errno != EEXIST) return failed("fifo_writer: mkfifo");
  if (stat(path, &status) < 0) return failed("fifo_writer: stat");
  if (!S_ISFIFO(status.st_mode)) return refuse(path, "is not a FIFO");
  for (;;) {
    int fd = open(path, O_WRONLY);
    if (fd < 0 && errno == EINTR) continue;
    if (fd < 0) return failed("fifo_writer: open");
    return fcntl(fd, F_SETFL, O_NONBLOCK) < 0 ? failed("fifo_writer: fcntl") : fd;
  }
}

// How long the next line is: 0 if it is not complete yet.
static size_t line_length(const struct copy* copy) {
  const char* newline = memchr(copy->data, '\n', copy->size);
  if (newline != NULL) return (size_t)(newline - copy->data) + 1;
  return copy->ended ? copy->size : 0;
}

static int take_input(struct copy* copy) {
  ssize_t n = read(STDIN_FILENO, copy->data + copy->size, sizeof copy->data - copy->size);
  if (n < 0) return for_now() ? 0 : failed("fifo_writer: read");
  copy->size += (size_t)n;
  copy->ended = n == 0;
  return 0;
}

// A line is written whole or not at all: it is no longer than PIPE_BUF (pipe(7)).
static int send_line(struct copy* copy, size_t length) {
  if (write(copy->fifo, copy->data, length) < 0) return for_now() ? 0 : failed("fifo_writer: write");
  copy->size -= length;
  memmove(copy->data, copy->data + length, copy->size);
  return 0;
}

static int run(struct copy* copy, const char* path) {
  while (!copy->ended || copy->size > 0) {
    size_t length = line_length(copy);
    if (length == 0 && copy->size == sizeof copy->data) return refuse(path, "takes no line that is longer than PIPE_BUF");
    struct pollfd fds[] = {
        {.fd = length == 0 && !copy->ended ? STDIN_FILENO : -1, .events = POLLIN},
        {.fd = copy->fifo, .events = length > 0 ? POLLOUT : 0},
    };
    if (poll(fds, 2, -1) < 0) {
      if (errno == EINTR) continue;
      return failed("fifo_writer: poll");
    }
    if ((fds[1].revents & POLLERR) != 0) return refuse(path, "has no reader any more");
    if (fds[0].revents != 0 && take_input(copy) < 0) return -1;
    if (fds[1].revents != 0 && send_line(copy, length) < 0) return -1;
  }
  return 0;
}

int main(int argc, char** argv) {
  if (argc != 2) {
    fprintf(stderr, "usage: fifo_writer PATH\n");
    return 2;
  }
  signal(SIGPIPE, SIG_IGN);
  struct copy copy = {.fifo = meet_reader(argv[1])};
  if (copy.fifo < 0) return 1;
  int done = run(&copy, argv[1]);
  close(copy.fifo);
  return done < 0 ? 1 : 0;
}
