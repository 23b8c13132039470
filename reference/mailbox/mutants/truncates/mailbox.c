// Mailboxes as POSIX message queues (parts A and B).
//
// A mailbox is two queues: `data` holds the messages, and the kernel keeps its capacity; `end` gets one message when the mailbox
// is deleted, and keeps it, so that nobody who waits misses it. On Linux a queue's descriptor is a file descriptor: it can be
// locked and polled. Whoever looks or changes something holds the lock and never waits inside; whoever has to wait does so in
// poll(2), then tries again. So a message that does not fit into the buffer can be put back before anybody else looks.
#include "mailbox.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <mqueue.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

struct mbx {
  mqd_t data, end;
};

static enum mbx_status refused(const char* what) {
  perror(what);
  return MBX_UNSUPPORTED;
}

// ---- Names

enum { QUEUE_NAME_MAX = 5 + 2 * MBX_NAME_MAX + 1 };
struct names {
  char data[QUEUE_NAME_MAX], end[QUEUE_NAME_MAX + 4];
};

// Any bytes are made fit for a queue's name: two hexadecimal digits each.
static void queue_names(struct names* names, const char* name) {
  char* end = names->data + sprintf(names->data, "/mbx.");
  for (; *name != '\0'; ++name) end += sprintf(end, "%02x", (unsigned char)*name);
  snprintf(names->end, sizeof names->end, "%s-end", names->data);
}

static void lock(int fd) {
  while (flock(fd, LOCK_EX) < 0 && errno == EINTR) continue;
}

// Names are made, looked up and removed one at a time, under a lock on a directory that is there anyway: a mailbox has both its
// queues, or none.
static int hold_names(void) {
  int fd = open("/tmp", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd >= 0) lock(fd);
  return fd;
}

static bool open_queues(struct mbx* box, const struct names* names) {
  box->data = mq_open(names->data, O_RDWR | O_NONBLOCK);
  box->end = box->data < 0 ? -1 : mq_open(names->end, O_RDWR | O_NONBLOCK);
  if (box->end >= 0) return true;
  int error = errno;
  if (box->data >= 0) mq_close(box->data);
  errno = error;
  return false;
}

static bool create_queues(struct mbx* box, const struct names* names, unsigned capacity) {
  struct mq_attr attributes = {.mq_maxmsg = capacity, .mq_msgsize = MBX_MESSAGE_MAX};
  box->data = mq_open(names->data, O_RDWR | O_NONBLOCK | O_CREAT | O_EXCL, 0600, &attributes);
  if (box->data < 0) return false;
  attributes = (struct mq_attr){.mq_maxmsg = 1, .mq_msgsize = 1};
  box->end = mq_open(names->end, O_RDWR | O_NONBLOCK | O_CREAT, 0600, &attributes);
  if (box->end >= 0) return true;
  int error = errno;
  mq_close(box->data);
  mq_unlink(names->data);
  errno = error;
  return false;
}

// ---- The life of a mailbox

enum mbx_status mbx_create(const char* name, enum mbx_kind kind, unsigned capacity, struct mbx** result) {
  struct names names;
  if (kind != MBX_BOUNDED) return MBX_UNSUPPORTED;
  queue_names(&names, name);
  struct mbx* box = malloc(sizeof *box);
  if (box == NULL) return refused("mailbox: malloc");
  int held = hold_names();
  bool made = held >= 0 && create_queues(box, &names, capacity);
  enum mbx_status status = made ? MBX_OK : errno == EEXIST ? MBX_EXISTS : refused("mailbox: mq_open");
  close(held);
  if (made)
    *result = box;
  else
    free(box);
  return status;
}

enum mbx_status mbx_open(const char* name, struct mbx** result) {
  struct names names;
  queue_names(&names, name);
  struct mbx* box = malloc(sizeof *box);
  if (box == NULL) return refused("mailbox: malloc");
  int held = hold_names();
  bool found = held >= 0 && open_queues(box, &names);
  enum mbx_status status = found ? MBX_OK : errno == ENOENT ? MBX_NO_MAILBOX : refused("mailbox: mq_open");
  close(held);
  if (found)
    *result = box;
  else
    free(box);
  return status;
}

void mbx_close(struct mbx* box) {
  mq_close(box->data);
  mq_close(box->end);
  free(box);
}

enum mbx_status mbx_delete(const char* name) {
  struct names names;
  struct mbx box;
  queue_names(&names, name);
  int held = hold_names();
  enum mbx_status status = MBX_OK;
  if (held >= 0 && open_queues(&box, &names)) {
    lock(box.data);
    if (mq_send(box.end, "", 0, 0) < 0 && errno != EAGAIN) status = refused("mailbox: mq_send");
    mq_unlink(names.data);
    mq_unlink(names.end);
    mq_close(box.data);  // and with it goes the lock
    mq_close(box.end);
  } else {
    status = errno == ENOENT ? MBX_NO_MAILBOX : refused("mailbox: mq_open");
    if (status == MBX_NO_MAILBOX) mq_unlink(names.data), mq_unlink(names.end);  // half of one, whose maker was killed
  }
  close(held);
  return status;
}

static bool deleted(const struct mbx* box) {
  struct mq_attr attributes;
  return mq_getattr(box->end, &attributes) == 0 && attributes.mq_curmsgs > 0;
}

// ---- Waiting

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

// One go at the queue, under the lock. MBX_WOULD_BLOCK: wait for `events` on it, then try again.
typedef enum mbx_status box_step(const struct mbx* box, void* arguments);

static enum mbx_status locked(const struct mbx* box, box_step* step, void* arguments) {
  lock(box->data);
  enum mbx_status status = deleted(box) ? MBX_DELETED : step(box, arguments);
  flock(box->data, LOCK_UN);
  return status;
}

static enum mbx_status until_done(const struct mbx* box, short events, const struct mbx_wait* wait, box_step* step,
                                  void* arguments) {
  for (;;) {
    int patience = remaining(wait);
    enum mbx_status status = locked(box, step, arguments);
    if (status != MBX_WOULD_BLOCK) return status;
    if (patience == 0) return wait->patience == MBX_TRY ? MBX_WOULD_BLOCK : MBX_TIMED_OUT;
    struct pollfd either[] = {{.fd = box->data, .events = events}, {.fd = box->end, .events = POLLIN}};
    if (poll(either, 2, patience) < 0 && errno != EINTR) return refused("mailbox: poll");
  }
}

// ---- Messages

struct message {
  const void* data;
  size_t size;
};

static enum mbx_status put(const struct mbx* box, void* arguments) {
  const struct message* message = arguments;
  if (mq_send(box->data, message->data, message->size, 0) == 0) return MBX_OK;
  return errno == EAGAIN ? MBX_WOULD_BLOCK : refused("mailbox: mq_send");
}

enum mbx_status mbx_send(struct mbx* box, const void* data, size_t size, const struct mbx_wait* wait) {
  if (size > MBX_MESSAGE_MAX) return MBX_TOO_BIG;
  struct message message = {.data = data, .size = size};
  return until_done(box, POLLOUT, wait, put, &message);
}

struct receipt {
  void* buffer;
  size_t room, size;
};

static enum mbx_status take(const struct mbx* box, void* arguments) {
  struct receipt* receipt = arguments;
  char message[MBX_MESSAGE_MAX];
  ssize_t size = mq_receive(box->data, message, sizeof message, NULL);
  if (size < 0) return errno == EAGAIN ? MBX_WOULD_BLOCK : refused("mailbox: mq_receive");
  if ((size_t)size > receipt->room) {
    size = (ssize_t)receipt->room;
  }
  memcpy(receipt->buffer, message, (size_t)size);
  receipt->size = (size_t)size;
  return MBX_OK;
}

enum mbx_status mbx_receive(struct mbx* box, void* buffer, size_t size, size_t* received, const struct mbx_wait* wait) {
  struct receipt receipt = {.buffer = buffer, .room = size};
  enum mbx_status status = until_done(box, POLLIN, wait, take, &receipt);
  if (status == MBX_OK) *received = receipt.size;
  return status;
}

// ---- Parts C to G

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

enum mbx_status mbx_me(const char* process) {
  (void)process;
  return MBX_UNSUPPORTED;
}

enum mbx_status mbx_send_to(const char* process, const void* data, size_t size) {
  (void)process;
  (void)data;
  (void)size;
  return MBX_UNSUPPORTED;
}

enum mbx_status mbx_receive_from(const char* process, void* buffer, size_t size, size_t* received, const struct mbx_wait* wait) {
  (void)process;
  (void)buffer;
  (void)size;
  (void)received;
  (void)wait;
  return MBX_UNSUPPORTED;
}

enum mbx_status mbx_receive_any(void* buffer, size_t size, size_t* received, char* sender, const struct mbx_wait* wait) {
  (void)buffer;
  (void)size;
  (void)received;
  (void)sender;
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
