// greet [TEXT]: the parent sends TEXT through a pipe, the child prints it. Two processes, blocking calls.
//
// Every call is checked, EINTR and short reads and writes are continued, and the child is reaped whatever goes wrong.
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static const char default_text[] = "Greetings";

static int failed(const char* what) {
  perror(what);
  return -1;
}

// Writes all of it: 0, or -1 after a message.
static int write_all(int fd, const char* data, size_t size) {
  while (size > 0) {
    ssize_t n = write(fd, data, size);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return failed("greet: write");
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
    if (errno != EINTR) return failed("greet: read");
  }
}

// The child's work: prints what comes out of the pipe, until its end.
static int print_message(int in) {
  char buffer[65536];
  ssize_t n;
  if (write_all(STDOUT_FILENO, "read ", 5) < 0) return -1;
  while ((n = read_some(in, buffer, sizeof buffer)) > 0) {
    if (write_all(STDOUT_FILENO, buffer, (size_t)n) < 0) return -1;
  }
  return n < 0 ? -1 : write_all(STDOUT_FILENO, "\n", 1);
}

// Waits for the child: 0 if it did its work, or -1 after a message.
static int reap(pid_t child) {
  int status;
  while (waitpid(child, &status, 0) < 0) {
    if (errno != EINTR) return failed("greet: waitpid");
  }
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return 0;
  fprintf(stderr, "greet: the child failed\n");
  return -1;
}

int main(int argc, char** argv) {
  if (argc > 2) {
    fprintf(stderr, "usage: greet [TEXT]\n");
    return 2;
  }
  const char* text = argc == 2 ? argv[1] : default_text;
  signal(SIGPIPE, SIG_IGN);  // should the child end early, write(2) says EPIPE and we can report it

  int ends[2];
  if (pipe(ends) < 0) {
    perror("greet: pipe");
    return 0;
  }
  pid_t child = fork();
  if (child < 0) {
    perror("greet: fork");
    return 1;
  }
  if (child == 0) {
    close(ends[1]);  // while anybody holds a write end, this one included, the pipe has no end
    return print_message(ends[0]) < 0 ? 1 : 0;
  }
  close(ends[0]);
  int sent = write_all(ends[1], text, strlen(text));
  close(ends[1]);  // the end of the message
  int reaped = reap(child);
  return sent < 0 || reaped < 0 ? 1 : 0;
}
