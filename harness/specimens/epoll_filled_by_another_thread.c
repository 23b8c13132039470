// Waits on an empty epoll instance until another thread adds a pipe that holds data. Verdict: passed.
#include <pthread.h>
#include <stdio.h>
#include <sys/epoll.h>
#include <unistd.h>

static int instance;

static void* fill(void* nothing) {
  int ends[2];
  struct epoll_event wanted = {.events = EPOLLIN};
  usleep(50000);
  pipe(ends);
  write(ends[1], "x", 1);
  epoll_ctl(instance, EPOLL_CTL_ADD, ends[0], &wanted);
  return nothing;
}

int main(void) {
  pthread_t filler;
  struct epoll_event event;
  instance = epoll_create1(0);
  pthread_create(&filler, NULL, fill, NULL);
  printf("%d\n", epoll_wait(instance, &event, 1, -1));
  pthread_join(filler, NULL);
  return 0;
}
