// Each of two processes waits for a message that the other would send afterwards. Verdict: deadlock on queue.
#include <fcntl.h>
#include <mqueue.h>
#include <stddef.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  struct mq_attr size = {.mq_maxmsg = 2, .mq_msgsize = 64};
  mqd_t to_child = mq_open("/two_queues_a", O_RDWR | O_CREAT, 0600, &size);
  mqd_t to_parent = mq_open("/two_queues_b", O_RDWR | O_CREAT, 0600, &size);
  char text[64];
  mq_unlink("/two_queues_a");
  mq_unlink("/two_queues_b");
  if (fork() == 0) {
    mq_receive(to_child, text, sizeof text, NULL);
    mq_send(to_parent, "c", 1, 0);
    _exit(0);
  }
  mq_receive(to_parent, text, sizeof text, NULL);
  mq_send(to_child, "p", 1, 0);
  wait(NULL);
  return 0;
}
