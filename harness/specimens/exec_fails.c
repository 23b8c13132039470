// exec of a missing program fails and the caller goes on. Verdict: passed.
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

int main(void) {
  execl("./no-such-program", "no-such-program", (char*)NULL);
  printf("%s\n", strerrorname_np(errno));
  return 0;
}
