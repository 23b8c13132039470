// Signals a child through a descriptor of it, whose number is another process's id. Verdict: passed.
#include <signal.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static void note(int signal_number) { (void)signal_number; }

int main(void) {
  sigset_t window;
  sigset_t before;
  pid_t child;
  int fd;
  sigemptyset(&window);
  sigaddset(&window, SIGWINCH);
  sigprocmask(SIG_BLOCK, &window, &before);
  child = fork();
  if (child == 0) {
    signal(SIGWINCH, note);
    sigsuspend(&before);
    _exit(7);
  }
  sigprocmask(SIG_SETMASK, &before, NULL);
  usleep(50000);  // the child is in sigsuspend
  fd = (int)syscall(SYS_pidfd_open, child, 0);
  if (dup2(fd, getpid()) >= 0) fd = getpid();
  syscall(SYS_pidfd_send_signal, fd, SIGWINCH, NULL, 0);
  int status = 0;
  waitpid(child, &status, 0);
  printf("%d\n", WEXITSTATUS(status));
  return 0;
}
