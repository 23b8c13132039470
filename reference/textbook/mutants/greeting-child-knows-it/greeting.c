// The parent writes a greeting into a pipe, the child prints it. Nobody waits for the child.
#include <stdio.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

enum { READ = 0, WRITE = 1 };

int main(void) {
  char out[25] = "Greetings";
  char in[25];
  int ends[2];
  if (pipe(ends) == -1) {
    fprintf(stderr, "no pipe\n");
    return 1;
  }
  pid_t child = fork();
  if (child < 0) {
    fprintf(stderr, "no child\n");
    return 1;
  }
  if (child > 0) {
    close(ends[READ]);
    write(ends[WRITE], out, strlen(out) + 1);
    close(ends[WRITE]);
  } else {
    close(ends[WRITE]);
    strcpy(in, out);
    printf("read %s", in);
    close(ends[READ]);
  }
  return 0;
}
