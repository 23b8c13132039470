// A grandchild outlives its parent for a moment; the first process waits for the end of its pipe. Verdict: passed.
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  int ends[2];
  char text[16] = "";
  pipe(ends);
  if (fork() == 0) {
    if (fork() == 0) {
      usleep(50000);
      write(ends[1], "orphan\n", 7);
    }
    _exit(0);
  }
  close(ends[1]);
  wait(NULL);
  read(ends[0], text, sizeof text - 1);
  while (read(ends[0], text + 8, 1) > 0) continue;
  printf("%s", text);
  return 0;
}
