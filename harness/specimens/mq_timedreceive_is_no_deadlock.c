// A receive with a deadline ends by itself. Verdict: passed.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <mqueue.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

int main(void) {
  struct mq_attr size = {.mq_maxmsg = 2, .mq_msgsize = 64};
  mqd_t queue = mq_open("/mq_timedreceive", O_RDWR | O_CREAT, 0600, &size);
  struct timespec deadline;
  char text[64];
  mq_unlink("/mq_timedreceive");
  clock_gettime(CLOCK_REALTIME, &deadline);
  deadline.tv_nsec += 50000000;
  deadline.tv_sec += deadline.tv_nsec / 1000000000;
  deadline.tv_nsec %= 1000000000;
  if (mq_timedreceive(queue, text, sizeof text, NULL, &deadline) < 0) puts(strerrorname_np(errno));
  return 0;
}
