// greet [TEXT]: the parent sends TEXT through a pipe, the child prints it. The parent's end does not block: poll(2) says when
// there is room. The child gathers the whole message before it prints.
//
// Every call is checked, EINTR and short reads and writes are continued, and the child is reaped whatever goes wrong.
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static const char default_text[] = "Greetings";

static int failed(const char* what) {
  perror(what);
  return -1;
}

// Writes all of it, to a descriptor that may or may not block: 0, or -1 after a message.
static int write_all(int fd, const char* data, size_t size) {
  while (size > 0) {
    struct pollfd room = {.fd = fd, .events = POLLOUT};
    if (poll(&room, 1, -1) < 0 && errno != EINTR) return failed("greet: poll");
    ssize_t n = write(fd, data, size);
    if (n < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    if (n < 0) return failed("greet: write");
    data += n;
    size -= (size_t)n;
  }
  return 0;
}

struct message {
  char* data;
  size_t length;
  size_t room;
};

// Reads the next piece of the message: more than 0 if there may be more, 0 at the end, or -1 after a message.
static ssize_t gather(int in, struct message* message) {
  if (message->room == message->length) {
    message->room = message->room == 0 ? 4096 : 2 * message->room;
    char* larger = realloc(message->data, message->room);
    if (larger == NULL) return failed("greet: realloc");
    message->data = larger;
  }
  for (;;) {
    ssize_t n = read(in, message->data + message->length, message->room - message->length);
    if (n > 0) message->length += (size_t)n;
    if (n >= 0) return n;
    if (errno != EINTR) return failed("greet: read");
  }
}

// The child's work: prints what comes out of the pipe, once its end has come.
static int print_message(int in) {
  struct message message = {NULL, 0, 0};
  ssize_t n;
  while ((n = gather(in, &message)) > 0) continue;
  int printed = (int)n;
  if (printed == 0) printed = write_all(STDOUT_FILENO, "read ", 5);
  if (printed == 0) printed = write_all(STDOUT_FILENO, message.data, message.length);
  if (printed == 0) printed = write_all(STDOUT_FILENO, "\n", 1);
  free(message.data);
  return printed;
}

// The parent's work.
static int send_message(int out, const char* text) {
  int flags = fcntl(out, F_GETFL);
  if (flags < 0 || fcntl(out, F_SETFL, flags | O_NONBLOCK) < 0) return failed("greet: fcntl");
  return write_all(out, text, strlen(text));
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
    return 1;
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
  int sent = send_message(ends[1], text);
  close(ends[1]);  // the end of the message
  int reaped = reap(child);
  return sent < 0 || reaped < 0 ? 1 : 0;
}
