// The crash of a child counts, although its parent reaps it and ends well. Verdict: crash.
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  int* volatile nowhere = NULL;
  if (fork() == 0) *nowhere = 1;
  wait(NULL);
  return 0;
}
