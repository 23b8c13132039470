// swapcase: standard input goes through a pipe to the child and comes back, case swapped, through another. Two processes,
// blocking calls: the parent sends one piece, then reads as many bytes back before it sends the next. A piece is no longer
// than PIPE_BUF, which every pipe holds (pipe(7)), so neither side can be stuck in write(2) while the other one is, too.
//
// Every call is checked, EINTR and short reads and writes are continued, and the child is reaped whatever goes wrong.
#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static int failed(const char* what) {
  perror(what);
  return -1;
}

// Writes all of it: 0, or -1 after a message.
static int write_all(int fd, const char* data, size_t size) {
  while (size > 0) {
    ssize_t n = write(fd, data, size);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return failed("swapcase: write");
    data += n;
    size -= (size_t)n;
  }
  return 0;
}

// Reads what there is, up to `size` bytes: how many, 0 at the end, or -1 after a message.
static ssize_t read_some(int fd, char* data, size_t size) {
  for (;;) {
    ssize_t n = read(fd, data, size);
    if (n >= 0) return n;
    return errno == EINTR ? 0 : failed("swapcase: read");
  }
}

// Reads exactly `size` bytes: 0, or -1 after a message.
static int read_all(int fd, char* data, size_t size) {
  while (size > 0) {
    ssize_t n = read_some(fd, data, size);
    if (n == 0) fprintf(stderr, "swapcase: the child ended too early\n");
    if (n <= 0) return -1;
    data += n;
    size -= (size_t)n;
  }
  return 0;
}

static char swapped(char c) {
  if (c >= 'a' && c <= 'z') return (char)(c - 'a' + 'A');
  if (c >= 'A' && c <= 'Z') return (char)(c - 'A' + 'a');
  return c;
}

// The child's work: answers every byte, until the end of what it is sent.
static int answer(int in, int out) {
  char buffer[PIPE_BUF];
  ssize_t n;
  while ((n = read_some(in, buffer, sizeof buffer)) > 0) {
    for (ssize_t i = 0; i < n; ++i) buffer[i] = swapped(buffer[i]);
    if (write_all(out, buffer, (size_t)n) < 0) return -1;
  }
  return n < 0 ? -1 : 0;
}

// The parent's work: sends its input to the child, piece by piece, and prints the answers.
static int converse(int to_child, int from_child) {
  char buffer[PIPE_BUF];
  ssize_t n;
  while ((n = read_some(STDIN_FILENO, buffer, sizeof buffer)) > 0) {
    if (write_all(to_child, buffer, (size_t)n) < 0) return -1;
    if (read_all(from_child, buffer, (size_t)n) < 0) return -1;
    if (write_all(STDOUT_FILENO, buffer, (size_t)n) < 0) return -1;
  }
  return n < 0 ? -1 : 0;
}

// Waits for the child: 0 if it did its work, or -1 after a message.
static int reap(pid_t child) {
  int status;
  while (waitpid(child, &status, 0) < 0) {
    if (errno != EINTR) return failed("swapcase: waitpid");
  }
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return 0;
  fprintf(stderr, "swapcase: the child failed\n");
  return -1;
}

int main(int argc, char** argv) {
  (void)argv;
  if (argc > 1) {
    fprintf(stderr, "usage: swapcase\n");
    return 2;
  }
  signal(SIGPIPE, SIG_IGN);  // should the child end early, write(2) says EPIPE and we can report it

  int there[2], back[2];
  if (pipe(there) < 0 || pipe(back) < 0) {
    perror("swapcase: pipe");
    return 1;
  }
  pid_t child = fork();
  if (child < 0) {
    perror("swapcase: fork");
    return 1;
  }
  if (child == 0) {
    close(there[1]);  // while anybody holds a write end, this one included, the pipe has no end
    close(back[0]);
    return answer(there[0], back[1]) < 0 ? 1 : 0;
  }
  close(there[0]);
  close(back[1]);
  int done = converse(there[1], back[0]);
  close(there[1]);  // the child sees the end of its input
  close(back[0]);
  int reaped = reap(child);
  return done < 0 || reaped < 0 ? 1 : 0;
}
