// Sleeps for ever in select of nothing: pause, spelt otherwise. Verdict: waits-for-input on signal.
#include <stddef.h>
#include <sys/select.h>

int main(void) {
  select(0, NULL, NULL, NULL, NULL);
  return 0;
}
