// swapcase: standard input goes through a pipe to the child and comes back, case swapped, through another.
#include <stdio.h>
#include <unistd.h>

// The child's work: read from `in` until its end, swap the case of a-z and A-Z, write the result to `out`.
static int answer(int in, int out) {
  (void)in;
  (void)out;
  fprintf(stderr, "swapcase: answer is not written yet\n");
  return -1;
}

// The parent's work: send standard input to the child, and print what comes back.
static int converse(int to_child, int from_child) {
  (void)to_child;
  (void)from_child;
  fprintf(stderr, "swapcase: converse is not written yet\n");
  return -1;
}

int main(int argc, char** argv) {
  (void)argv;
  if (argc > 1) {
    fprintf(stderr, "usage: swapcase\n");
    return 2;
  }

  int there[2], back[2];  // [0] is to read from, [1] to write to
  if (pipe(there) < 0 || pipe(back) < 0) {
    perror("swapcase: pipe");
    return 1;
  }

  // As it stands, there is one process. Make it two, before anything is read:
  //   - fork, and let the child answer and the parent converse;
  //   - let each of them close the two ends that it does not use;
  //   - let the parent close its write end when its input has ended, wait for the child, and fail if the child failed.
  if (converse(there[1], back[0]) < 0) return 1;
  return answer(there[0], back[1]) < 0 ? 1 : 0;
}
