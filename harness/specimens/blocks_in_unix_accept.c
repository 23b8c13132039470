// Waits for a client on a socket with a name; there is none. Verdict: waits-for-input on unix.
#include <sys/socket.h>
#include <sys/un.h>

int main(void) {
  struct sockaddr_un name = {.sun_family = AF_UNIX, .sun_path = "socket"};
  int server = socket(AF_UNIX, SOCK_STREAM, 0);
  bind(server, (struct sockaddr*)&name, sizeof name);
  listen(server, 5);
  accept(server, NULL, NULL);
  return 0;
}
