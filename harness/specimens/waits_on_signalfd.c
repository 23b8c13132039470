// Reads a signalfd; nobody sends the signal. Verdict: waits-for-input on signal.
#include <signal.h>
#include <stddef.h>
#include <sys/signalfd.h>
#include <unistd.h>

int main(void) {
  struct signalfd_siginfo info;
  sigset_t wanted;
  sigemptyset(&wanted);
  sigaddset(&wanted, SIGUSR1);
  sigprocmask(SIG_BLOCK, &wanted, NULL);
  read(signalfd(-1, &wanted, 0), &info, sizeof info);
  return 0;
}
