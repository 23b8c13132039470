// greet [TEXT]: the parent sends TEXT through a pipe, the child prints it.
#include <stdio.h>
#include <unistd.h>

static const char default_text[] = "Greetings";

// The child's work: read the message from the pipe until its end, and print "read ", the message and a newline.
static int print_message(int in) {
  (void)in;
  fprintf(stderr, "greet: print_message is not written yet\n");
  return -1;
}

// The parent's work: write the whole text into the pipe.
static int send_message(int out, const char* text) {
  (void)out;
  (void)text;
  fprintf(stderr, "greet: send_message is not written yet\n");
  return -1;
}

int main(int argc, char** argv) {
  if (argc > 2) {
    fprintf(stderr, "usage: greet [TEXT]\n");
    return 2;
  }
  const char* text = argc == 2 ? argv[1] : default_text;

  int ends[2];  // ends[0] is to read from, ends[1] to write to
  if (pipe(ends) < 0) {
    perror("greet: pipe");
    return 1;
  }

  // As it stands, one process does both, one after the other. Make it two:
  //   - fork, and let the child print and the parent send;
  //   - let each of them close the end that it does not use, and the parent its own end once it has sent the message;
  //   - let the parent wait for the child, and fail if the child failed.
  if (send_message(ends[1], text) < 0) return 1;
  close(ends[1]);
  return print_message(ends[0]) < 0 ? 1 : 0;
}
