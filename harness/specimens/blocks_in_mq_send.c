// Sends to a full POSIX queue; nobody receives. Verdict: deadlock on queue.
#include <fcntl.h>
#include <mqueue.h>
#include <stddef.h>

int main(void) {
  struct mq_attr size = {.mq_maxmsg = 2, .mq_msgsize = 64};
  mqd_t queue = mq_open("/blocks_in_mq_send", O_RDWR | O_CREAT, 0600, &size);
  mq_unlink("/blocks_in_mq_send");
  for (int i = 0; i < 3; ++i) mq_send(queue, "text", 4, 0);
  return 0;
}
