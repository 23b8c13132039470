// swapcase: standard input goes through a pipe to the child and comes back, case swapped, through another. The parent waits
// for its input, for room in one pipe and for bytes in the other all at once with poll(2), so it always takes what comes
// back while it still has something to send.
//
// Every call is checked, EINTR and short reads and writes are continued, and the child is reaped whatever goes wrong.
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

enum { piece = 16384 };

static int failed(const char* what) {
  perror(what);
  return -1;
}

// A call that only has to be made again later.
static int for_now(void) { return errno == EINTR || errno == EAGAIN; }

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

static char swapped(char c) {
  if (c >= 'a' && c <= 'z') return (char)(c - 'a' + 'A');
  if (c >= 'A' && c <= 'Z') return (char)(c - 'A' + 'a');
  return c;
}

// The child's work: answers every byte, until the end of what it is sent.
static int answer(int in, int out) {
  char buffer[piece];
  for (;;) {
    ssize_t n = read(in, buffer, sizeof buffer);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return failed("swapcase: read");
    if (n == 0) return 0;
    for (ssize_t i = 0; i < n; ++i) buffer[i] = swapped(buffer[i]);
    if (write_all(out, buffer, (size_t)n) < 0) return -1;
  }
}

struct parent {
  int to_child;      // -1 once the input has ended and all of it is sent
  int from_child;    // -1 once the child has closed its end
  char data[piece];  // input on its way to the child: data[begin … end)
  size_t begin;
  size_t end;
};

static int take_input(struct parent* p) {
  ssize_t n = read(STDIN_FILENO, p->data, sizeof p->data);
  if (n < 0) return for_now() ? 0 : failed("swapcase: read");
  p->begin = 0;
  p->end = (size_t)n;
  if (n == 0) {
    close(p->to_child);  // the child sees the end of its input
    p->to_child = -1;
  }
  return 0;
}

static int send_piece(struct parent* p) {
  ssize_t n = write(p->to_child, p->data + p->begin, p->end - p->begin);
  if (n < 0) return for_now() ? 0 : failed("swapcase: write");
  p->begin += (size_t)n;
  return 0;
}

static int take_answer(struct parent* p) {
  char buffer[piece];
  ssize_t n = read(p->from_child, buffer, sizeof buffer);
  if (n < 0) return for_now() ? 0 : failed("swapcase: read");
  if (n > 0) return write_all(STDOUT_FILENO, buffer, (size_t)n);
  close(p->from_child);
  p->from_child = -1;
  if (p->to_child < 0) return 0;
  fprintf(stderr, "swapcase: the child ended too early\n");
  return -1;
}

// The parent's work. A descriptor of -1 is one that poll does not look at: without a byte to send, room is not awaited, or
// poll would never sleep.
static int converse(struct parent* p) {
  while (p->from_child >= 0) {
    int sending = p->begin < p->end;
    struct pollfd fds[] = {
        {.fd = !sending && p->to_child >= 0 ? STDIN_FILENO : -1, .events = POLLIN},
        {.fd = sending ? p->to_child : -1, .events = POLLOUT},
        {.fd = p->from_child, .events = POLLIN},
    };
    if (poll(fds, 3, -1) < 0) {
      if (errno == EINTR) continue;
      return failed("swapcase: poll");
    }
    if (fds[0].revents != 0 && take_input(p) < 0) return -1;
    if (fds[1].revents != 0 && send_piece(p) < 0) return -1;
    if (fds[2].revents != 0 && take_answer(p) < 0) return -1;
  }
  return 0;
}

static int no_blocking(int fd) {
  int flags = fcntl(fd, F_GETFL);
  return flags < 0 || fcntl(fd, F_SETFL, flags | O_NONBLOCK) < 0 ? failed("swapcase: fcntl") : 0;
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
  struct parent parent = {.to_child = there[1], .from_child = back[0]};
  int done = no_blocking(there[1]) < 0 || no_blocking(back[0]) < 0 ? -1 : converse(&parent);
  if (parent.to_child >= 0) close(parent.to_child);
  if (parent.from_child >= 0) close(parent.from_child);
  int reaped = reap(child);
  return done < 0 || reaped < 0 ? 1 : 0;
}
