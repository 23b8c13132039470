// Makes pipes, 400 in each of so many processes as it is told or one alone, and asks how much the last holds. Verdict: passed.
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

// Each process keeps its pipes until the next has made its own.
static int room_after(int processes) {
  int ends[2] = {-1, -1};
  int status = 0;
  for (int i = 0; i < 400; ++i) pipe(ends);
  if (processes <= 1) return fcntl(ends[0], F_GETPIPE_SZ);
  if (fork() == 0) {
    closefrom(3);
    _exit(room_after(processes - 1) >> 10);
  }
  wait(&status);
  return WEXITSTATUS(status) << 10;
}

int main(int count, char** words) {
  int ends[2];
  pipe(ends);
  printf("%d\n", count > 1 ? room_after(atoi(words[1])) : fcntl(ends[0], F_GETPIPE_SZ));
  return 0;
}
