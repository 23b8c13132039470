// Two processes take two flock locks in opposite orders; pipes make sure that each has its first. Verdict: deadlock on lock.
#include <fcntl.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

static void lock_both(const char* first, const char* second, int tell, int hear) {
  char byte;
  int one = open(first, O_RDWR | O_CREAT, 0600), other = open(second, O_RDWR | O_CREAT, 0600);
  flock(one, LOCK_EX);
  write(tell, "x", 1);
  read(hear, &byte, 1);
  flock(other, LOCK_EX);
}

int main(void) {
  int to_child[2], to_parent[2];
  pipe(to_child);
  pipe(to_parent);
  if (fork() == 0) {
    lock_both("lock_b", "lock_a", to_parent[1], to_child[0]);
    _exit(0);
  }
  lock_both("lock_a", "lock_b", to_child[1], to_parent[0]);
  wait(NULL);
  return 0;
}
