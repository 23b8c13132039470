// A connection that was not accepted yet: the client reads from it, the server waits for the client. Verdict: deadlock on unix.
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  struct sockaddr_un name = {.sun_family = AF_UNIX, .sun_path = "socket"};
  int server = socket(AF_UNIX, SOCK_STREAM, 0);
  char byte;
  bind(server, (struct sockaddr*)&name, sizeof name);
  listen(server, 5);
  if (fork() == 0) {
    int client = socket(AF_UNIX, SOCK_STREAM, 0);
    close(server);
    connect(client, (struct sockaddr*)&name, sizeof name);
    read(client, &byte, 1);
    _exit(0);
  }
  wait(NULL);
  return 0;
}
