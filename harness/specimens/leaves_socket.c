// Binds a socket to a name and leaves that behind. Verdict: leak.
#include <sys/socket.h>
#include <sys/un.h>

int main(void) {
  struct sockaddr_un name = {.sun_family = AF_UNIX, .sun_path = "left_behind"};
  return bind(socket(AF_UNIX, SOCK_STREAM, 0), (struct sockaddr*)&name, sizeof name);
}
