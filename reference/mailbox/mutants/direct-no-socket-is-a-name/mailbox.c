// Direct naming (part E) by datagrams in the AF_UNIX family.
//
// A process that calls itself P has a socket bound to an address made of P, and whoever sends to P sends to that address: the
// kernel keeps the boundaries and the order, tells the receiver whose address a datagram came from, and lets the address go with
// the process. The addresses are abstract ones (unix(7)): they are no files, so nothing is left behind.
#include "mailbox.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static int own_socket = -1;

static enum mbx_status refused(const char* what) {
  perror(what);
  return MBX_UNSUPPORTED;
}

// ---- Addresses: a zero byte, which makes it abstract, our prefix, and the process's name

static const char prefix[] = "mbx.";
enum { PREFIX = sizeof prefix };  // the zero byte counted instead of the '\0'

static socklen_t address_of(struct sockaddr_un* address, const char* process) {
  size_t length = strlen(process);
  *address = (struct sockaddr_un){.sun_family = AF_UNIX};
  memcpy(address->sun_path + 1, prefix, PREFIX - 1);
  memcpy(address->sun_path + PREFIX, process, length);
  return (socklen_t)(offsetof(struct sockaddr_un, sun_path) + PREFIX + length);
}

static void process_at(const struct sockaddr_un* address, socklen_t size, char* process) {
  size_t length = size - offsetof(struct sockaddr_un, sun_path) - PREFIX;
  memcpy(process, address->sun_path + PREFIX, length);
  process[length] = '\0';
}

enum mbx_status mbx_me(const char* process) {
  struct sockaddr_un address;
  static bool named;
  if (own_socket >= 0 || named) return MBX_EXISTS;
  named = true;
  socklen_t size = address_of(&address, process);
  int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (fd < 0) return refused("mailbox: socket");
  if (bind(fd, (struct sockaddr*)&address, size) == 0) {
    own_socket = fd;
    return MBX_OK;
  }
  named = false;
  enum mbx_status status = errno == EADDRINUSE ? MBX_EXISTS : refused("mailbox: bind");
  close(fd);
  return status;
}

enum mbx_status mbx_send_to(const char* process, const void* data, size_t size) {
  struct sockaddr_un address;
  if (size > MBX_MESSAGE_MAX) return MBX_TOO_BIG;
  if (own_socket < 0) return MBX_NO_MAILBOX;
  socklen_t length = address_of(&address, process);
  while (sendto(own_socket, data, size, MSG_NOSIGNAL, (struct sockaddr*)&address, length) < 0) {
    if (errno == ECONNREFUSED) return MBX_NO_MAILBOX;
    if (errno != EINTR) return refused("mailbox: sendto");
  }
  return MBX_OK;
}

// ---- Letters: what has been taken from the socket and not been asked for yet, the oldest first

struct letter {
  struct letter* next;
  char sender[MBX_NAME_MAX + 1];
  size_t size;
  unsigned char data[MBX_MESSAGE_MAX];
};
static struct letter* letters;

// Takes one datagram: MBX_WOULD_BLOCK if there is none.
static enum mbx_status fetch(void) {
  struct sockaddr_un address;
  socklen_t length = sizeof address;
  struct letter* letter = calloc(1, sizeof *letter);
  if (letter == NULL) return refused("mailbox: calloc");
  ssize_t size;
  do size = recvfrom(own_socket, letter->data, sizeof letter->data, MSG_DONTWAIT, (struct sockaddr*)&address, &length);
  while (size < 0 && errno == EINTR);
  if (size < 0) {
    free(letter);
    return errno == EAGAIN ? MBX_WOULD_BLOCK : refused("mailbox: recvfrom");
  }
  letter->size = (size_t)size;
  process_at(&address, length, letter->sender);
  struct letter** last = &letters;
  while (*last != NULL) last = &(*last)->next;
  *last = letter;
  return MBX_OK;
}

// The first letter of that sender, or of anybody (NULL).
static struct letter** find(const char* sender) {
  for (struct letter** letter = &letters; *letter != NULL; letter = &(*letter)->next) {
    if (sender == NULL || strcmp((*letter)->sender, sender) == 0) return letter;
  }
  return NULL;
}

// ---- Receiving

// Milliseconds until the deadline, rounded up, for poll: 0 if it has passed, -1 if there is none.
static int remaining(const struct mbx_wait* wait) {
  struct timespec now;
  if (wait->patience == MBX_FOREVER) return -1;
  if (wait->patience == MBX_TRY || clock_gettime(CLOCK_REALTIME, &now) < 0) return 0;
  long long nanoseconds = (wait->deadline.tv_sec - now.tv_sec) * 1000000000LL + (wait->deadline.tv_nsec - now.tv_nsec);
  if (nanoseconds <= 0) return 0;
  long long milliseconds = (nanoseconds + 999999) / 1000000;
  return milliseconds > INT_MAX ? INT_MAX : (int)milliseconds;
}

static enum mbx_status wait_for(const char* sender, const struct mbx_wait* wait) {
  while (find(sender) == NULL) {
    int patience = remaining(wait);
    enum mbx_status status = fetch();
    if (status == MBX_OK) continue;
    if (status != MBX_WOULD_BLOCK) return status;
    if (patience == 0) return wait->patience == MBX_TRY ? MBX_WOULD_BLOCK : MBX_TIMED_OUT;
    struct pollfd readable = {.fd = own_socket, .events = POLLIN};
    if (poll(&readable, 1, patience) < 0 && errno != EINTR) return refused("mailbox: poll");
  }
  return MBX_OK;
}

static enum mbx_status receive(const char* from, void* buffer, size_t size, size_t* received, char* sender,
                               const struct mbx_wait* wait) {
  if (own_socket < 0) return MBX_NO_MAILBOX;
  enum mbx_status status = wait_for(from, wait);
  if (status != MBX_OK) return status;
  struct letter** place = find(from);
  struct letter* letter = *place;
  if (letter->size > size) return MBX_TOO_BIG;
  memcpy(buffer, letter->data, letter->size);
  *received = letter->size;
  strcpy(sender, letter->sender);
  *place = letter->next;
  free(letter);
  return MBX_OK;
}

enum mbx_status mbx_receive_from(const char* process, void* buffer, size_t size, size_t* received, const struct mbx_wait* wait) {
  char sender[MBX_NAME_MAX + 1];
  return receive(process, buffer, size, received, sender, wait);
}

enum mbx_status mbx_receive_any(void* buffer, size_t size, size_t* received, char* sender, const struct mbx_wait* wait) {
  return receive(NULL, buffer, size, received, sender, wait);
}

// ---- The other parts

enum mbx_status mbx_create(const char* name, enum mbx_kind kind, unsigned capacity, struct mbx** box) {
  (void)name;
  (void)kind;
  (void)capacity;
  (void)box;
  return MBX_UNSUPPORTED;
}

enum mbx_status mbx_open(const char* name, struct mbx** box) {
  (void)name;
  (void)box;
  return MBX_UNSUPPORTED;
}

enum mbx_status mbx_delete(const char* name) {
  (void)name;
  return MBX_UNSUPPORTED;
}

enum mbx_status mbx_send(struct mbx* box, const void* data, size_t size, const struct mbx_wait* wait) {
  (void)box;
  (void)data;
  (void)size;
  (void)wait;
  return MBX_UNSUPPORTED;
}

enum mbx_status mbx_receive(struct mbx* box, void* buffer, size_t size, size_t* received, const struct mbx_wait* wait) {
  (void)box;
  (void)buffer;
  (void)size;
  (void)received;
  (void)wait;
  return MBX_UNSUPPORTED;
}

enum mbx_status mbx_send_type(struct mbx* box, long type, const void* data, size_t size, const struct mbx_wait* wait) {
  (void)box;
  (void)type;
  (void)data;
  (void)size;
  (void)wait;
  return MBX_UNSUPPORTED;
}

enum mbx_status mbx_receive_type(struct mbx* box, long type, void* buffer, size_t size, size_t* received, long* found,
                                 const struct mbx_wait* wait) {
  (void)box;
  (void)type;
  (void)buffer;
  (void)size;
  (void)received;
  (void)found;
  (void)wait;
  return MBX_UNSUPPORTED;
}

enum mbx_status mbx_give(struct mbx* box, const char* process) {
  (void)box;
  (void)process;
  return MBX_UNSUPPORTED;
}

enum mbx_status mbx_allow(struct mbx* box, const char* process) {
  (void)box;
  (void)process;
  return MBX_UNSUPPORTED;
}

enum mbx_status mbx_msg_send(struct mbx* box, const void* data, size_t size, const struct mbx_wait* wait) {
  (void)box;
  (void)data;
  (void)size;
  (void)wait;
  return MBX_UNSUPPORTED;
}

enum mbx_status mbx_msg_receive(struct mbx* box, void* buffer, size_t size, size_t* received, struct mbx_request* request,
                                const struct mbx_wait* wait) {
  (void)box;
  (void)buffer;
  (void)size;
  (void)received;
  (void)request;
  (void)wait;
  return MBX_UNSUPPORTED;
}

enum mbx_status mbx_msg_rpc(struct mbx* box, const void* data, size_t data_size, void* buffer, size_t size, size_t* received,
                            const struct mbx_wait* wait) {
  (void)box;
  (void)data;
  (void)data_size;
  (void)buffer;
  (void)size;
  (void)received;
  (void)wait;
  return MBX_UNSUPPORTED;
}

enum mbx_status mbx_msg_reply(const struct mbx_request* request, const void* data, size_t size) {
  (void)request;
  (void)data;
  (void)size;
  return MBX_UNSUPPORTED;
}

enum mbx_status mbx_port_notify(struct mbx* box, enum mbx_event event, struct mbx* notify) {
  (void)box;
  (void)event;
  (void)notify;
  return MBX_UNSUPPORTED;
}

void mbx_close(struct mbx* box) { (void)box; }
