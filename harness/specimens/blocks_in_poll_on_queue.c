// Polls a POSIX queue, which Linux makes a descriptor. Verdict: deadlock on queue.
#include <fcntl.h>
#include <mqueue.h>
#include <poll.h>
#include <stddef.h>

int main(void) {
  struct mq_attr size = {.mq_maxmsg = 2, .mq_msgsize = 64};
  mqd_t queue = mq_open("/blocks_in_poll_on_queue", O_RDWR | O_CREAT, 0600, &size);
  struct pollfd watched = {.fd = queue, .events = POLLIN};
  mq_unlink("/blocks_in_poll_on_queue");
  poll(&watched, 1, -1);
  return 0;
}
