// Only a signal could end it, and only the harness is there to send one. Verdict: waits-for-input on signal.
#include <unistd.h>

int main(void) {
  pause();
  return 0;
}
