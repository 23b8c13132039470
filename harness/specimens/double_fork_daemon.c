// Leaves a process behind that is no longer its child. Verdict: leak.
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  if (fork() == 0) {
    if (fork() == 0) pause();
    _exit(0);
  }
  wait(NULL);
  return 0;
}
