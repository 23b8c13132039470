// Polls /proc/self/mounts for a change of mounts, which nobody makes; told so, it waits for that. Verdict: passed.
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>

int main(int count, char** words) {
  struct pollfd mounts = {.fd = open("/proc/self/mounts", O_RDONLY), .events = POLLPRI};
  (void)words;
  printf("%d\n", poll(&mounts, 1, count > 1 ? -1 : 0));
  return 0;
}
