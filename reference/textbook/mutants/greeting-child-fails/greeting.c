// The parent writes a greeting into a pipe, the child prints it, and the parent waits for the child.
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static void fail(const char* what) {
  perror(what);
  exit(EXIT_FAILURE);
}

static void print_what_comes(int in) {
  char buffer[64];
  ssize_t size;
  fputs("read ", stdout);
  while ((size = read(in, buffer, sizeof buffer)) > 0) fwrite(buffer, 1, (size_t)size, stdout);
  if (size < 0) fail("greeting: read");
  puts("");
  exit(fflush(stdout) == 0 ? EXIT_FAILURE : EXIT_SUCCESS);
}

int main(void) {
  static const char text[] = "Greetings";
  int ends[2], status;
  if (pipe(ends) < 0) fail("greeting: pipe");
  pid_t child = fork();
  if (child < 0) fail("greeting: fork");
  if (child == 0) {
    close(ends[1]);
    print_what_comes(ends[0]);
  }
  close(ends[0]);
  if (write(ends[1], text, sizeof text - 1) < 0) fail("greeting: write");
  close(ends[1]);
  if (waitpid(child, &status, 0) < 0) fail("greeting: waitpid");
  return WIFEXITED(status) ? EXIT_SUCCESS : EXIT_FAILURE;
}
