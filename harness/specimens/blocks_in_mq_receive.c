// Waits for a message in a POSIX queue; nobody sends one. Verdict: deadlock on queue.
#include <fcntl.h>
#include <mqueue.h>
#include <stddef.h>

int main(void) {
  struct mq_attr size = {.mq_maxmsg = 2, .mq_msgsize = 64};
  mqd_t queue = mq_open("/blocks_in_mq_receive", O_RDWR | O_CREAT, 0600, &size);
  char text[64];
  mq_unlink("/blocks_in_mq_receive");
  mq_receive(queue, text, sizeof text, NULL);
  return 0;
}
