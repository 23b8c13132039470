// Reads an eventfd whose count is 0. Verdict: deadlock on event.
#include <stdint.h>
#include <sys/eventfd.h>
#include <unistd.h>

int main(void) {
  uint64_t count;
  read(eventfd(0, 0), &count, sizeof count);
  return 0;
}
