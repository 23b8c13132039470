// Makes a FIFO and waits; after SIGTERM it takes a while, removes the FIFO and ends. Verdict: waits-for-input on signal.
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

static volatile sig_atomic_t asked;

static void note(int signal_number) {
  (void)signal_number;
  asked = 1;
}

int main(void) {
  sigset_t terminate;
  sigset_t before;
  sigemptyset(&terminate);
  sigaddset(&terminate, SIGTERM);
  signal(SIGTERM, note);
  sigprocmask(SIG_BLOCK, &terminate, &before);
  mkfifo("fifo", 0600);
  while (!asked) sigsuspend(&before);
  usleep(50000);
  usleep(50000);
  unlink("fifo");
  return 0;
}
