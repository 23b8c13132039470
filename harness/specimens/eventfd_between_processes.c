// Two processes, two eventfds, 100 turns. Verdict: passed.
#include <stdint.h>
#include <stdio.h>
#include <sys/eventfd.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  int there = eventfd(0, 0), back = eventfd(0, 0), turns = 0;
  uint64_t count = 1;
  if (fork() == 0) {
    for (int i = 0; i < 100; ++i) {
      read(there, &count, sizeof count);
      write(back, &count, sizeof count);
    }
    _exit(0);
  }
  for (int i = 0; i < 100; ++i) {
    write(there, &count, sizeof count);
    turns += read(back, &count, sizeof count) == sizeof count;
  }
  wait(NULL);
  printf("%d\n", turns);
  return 0;
}
