// Children end while 1 MiB is written to a pipe from two buffers: writev still returns all of it. Verdict: passed.
#include "exiting_children.h"

#include <sys/uio.h>

static char data[1 << 19];

int main(void) {
  int ends[2];
  const struct iovec twice[] = {{data, sizeof data}, {data, sizeof data}};
  pipe(ends);
  if (fork() == 0) {
    close(ends[1]);
    usleep(60000);  // the writer is asleep in the middle of its data when the others end
    while (read(ends[0], data, sizeof data) > 0) continue;
    _exit(0);
  }
  close(ends[0]);
  start_children();
  printf("%d\n", (int)writev(ends[1], twice, 2));
  close(ends[1]);
  reap_children();
  return 0;
}
