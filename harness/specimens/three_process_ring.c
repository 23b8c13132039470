// Three processes in a ring, each reading from the one before it. Verdict: deadlock on pipe.
#include <sys/wait.h>
#include <unistd.h>

static int ring[3][2];

static void pass_on(int place) {
  char byte;
  for (int i = 0; i < 3; ++i) {
    if (i != place) close(ring[i][0]);
    if (i != (place + 1) % 3) close(ring[i][1]);
  }
  if (read(ring[place][0], &byte, 1) == 1) write(ring[(place + 1) % 3][1], &byte, 1);
}

int main(void) {
  for (int i = 0; i < 3; ++i) pipe(ring[i]);
  for (int place = 1; place < 3; ++place)
    if (fork() == 0) {
      pass_on(place);
      _exit(0);
    }
  pass_on(0);
  while (wait(NULL) > 0) continue;
  return 0;
}
