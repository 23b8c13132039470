// The parent is held in vfork until the child has called exec. Verdict: passed.
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  if (vfork() == 0) {
    execl("/bin/echo", "echo", "from vfork", (char*)NULL);
    _exit(127);
  }
  wait(NULL);
  return 0;
}
