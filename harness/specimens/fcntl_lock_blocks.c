// The child waits for a record lock of its parent's, the parent for the child. Verdict: deadlock on lock.
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
  int file = open("locked", O_RDWR | O_CREAT, 0600);
  fcntl(file, F_SETLK, &whole);
  if (fork() == 0) _exit(fcntl(file, F_SETLKW, &whole) != 0);
  wait(NULL);
  return 0;
}
