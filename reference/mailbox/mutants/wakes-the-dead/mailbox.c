// Mailboxes as System V message queues (parts A, B and D).
//
// A mailbox is a queue, for the messages and their types, and a set of semaphores that makes a monitor of it: semaphore 0 is its
// lock. Whoever has to wait takes one of the others, sleeps on it, and is woken by whoever changes something. (Sleeping in msgsnd
// itself would not do: the kernel counts a queue's bytes, not its messages.) A small file holds the two identifiers under the
// mailbox's name. Deleting the queue and the set wakes all sleepers, which then get EIDRM.
#define _GNU_SOURCE
#include "mailbox.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <unistd.h>

enum { LOCK, SLEEPERS = 64, TAKEN = 1, WAKES = TAKEN + SLEEPERS, SEMAPHORES = WAKES + SLEEPERS };

// What the file holds.
struct mbx {
  int queue, semaphores;
  enum mbx_kind kind;
  unsigned capacity;
};

static enum mbx_status refused(const char* what) {
  perror(what);
  return MBX_UNSUPPORTED;
}

// ---- Names

enum { FILE_NAME_MAX = 5 + 2 * MBX_NAME_MAX + 1 };

// Any bytes are made fit for a file's name: two hexadecimal digits each.
static void file_name(char* file, const char* name) {
  file += sprintf(file, "/mbx.");
  for (; *name != '\0'; ++name) file += sprintf(file, "%02x", (unsigned char)*name);
}

// Names are made, looked up and removed one at a time, under a lock on a directory that is there anyway: a file that is seen is
// whole.
static int hold_names(void) {
  int fd = open("/tmp", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  while (fd >= 0 && flock(fd, LOCK_EX) < 0 && errno == EINTR) continue;
  return fd;
}

static bool write_file(const char* file, const struct mbx* box) {
  int fd = shm_open(file, O_WRONLY | O_CREAT | O_EXCL, 0600);
  if (fd < 0) return false;
  bool whole = write(fd, box, sizeof *box) == sizeof *box;
  if (!whole) shm_unlink(file);
  close(fd);
  return whole;
}

static enum mbx_status read_file(const char* file, struct mbx* box) {
  int fd = shm_open(file, O_RDONLY, 0);
  if (fd < 0) return errno == ENOENT ? MBX_NO_MAILBOX : refused("mailbox: shm_open");
  ssize_t size = read(fd, box, sizeof *box);
  close(fd);
  if (size == 0) shm_unlink(file);  // its maker was killed before it could write
  return size == sizeof *box ? MBX_OK : size == 0 ? MBX_NO_MAILBOX : refused("mailbox: read");
}

// ---- The life of a mailbox

static void remove_objects(const struct mbx* box) {
  if (box->queue >= 0) msgctl(box->queue, IPC_RMID, NULL);
  if (box->semaphores >= 0) semctl(box->semaphores, 0, IPC_RMID);
}

static bool make_objects(struct mbx* box) {
  struct sembuf open = {.sem_num = LOCK, .sem_op = 1};
  box->queue = msgget(IPC_PRIVATE, 0600);
  box->semaphores = semget(IPC_PRIVATE, SEMAPHORES, 0600);
  return box->queue >= 0 && box->semaphores >= 0 && semop(box->semaphores, &open, 1) == 0;
}

enum mbx_status mbx_create(const char* name, enum mbx_kind kind, unsigned capacity, struct mbx** result) {
  char file[FILE_NAME_MAX];
  if (kind != MBX_BOUNDED && kind != MBX_TYPED) return MBX_UNSUPPORTED;
  struct mbx* box = malloc(sizeof *box);
  if (box == NULL) return refused("mailbox: malloc");
  *box = (struct mbx){.queue = -1, .semaphores = -1, .kind = kind, .capacity = capacity};
  file_name(file, name);
  int held = hold_names();
  bool made = held >= 0 && make_objects(box) && write_file(file, box);
  enum mbx_status status = made ? MBX_OK : errno == EEXIST ? MBX_EXISTS : refused("mailbox: create");
  if (!made) remove_objects(box);
  close(held);
  if (made)
    *result = box;
  else
    free(box);
  return status;
}

static enum mbx_status look_up(const char* name, struct mbx* box) {
  char file[FILE_NAME_MAX];
  file_name(file, name);
  int held = hold_names();
  enum mbx_status status = held < 0 ? refused("mailbox: open") : read_file(file, box);
  close(held);
  return status;
}

enum mbx_status mbx_open(const char* name, struct mbx** result) {
  struct mbx* box = malloc(sizeof *box);
  if (box == NULL) return refused("mailbox: malloc");
  enum mbx_status status = look_up(name, box);
  if (status == MBX_OK)
    *result = box;
  else
    free(box);
  return status;
}

void mbx_close(struct mbx* box) { free(box); }

enum mbx_status mbx_delete(const char* name) {
  char file[FILE_NAME_MAX];
  struct mbx box;
  file_name(file, name);
  int held = hold_names();
  enum mbx_status status = held < 0 ? refused("mailbox: open") : read_file(file, &box);
  if (status == MBX_OK) {
    shm_unlink(file);
    remove_objects(&box);
  }
  close(held);
  return status;
}

// ---- The monitor. Whatever fails with EIDRM or EINVAL does so because the mailbox has been deleted.

static enum mbx_status failed(const char* what) { return errno == EIDRM || errno == EINVAL ? MBX_DELETED : refused(what); }

static enum mbx_status operate(const struct mbx* box, struct sembuf* operations, size_t count) {
  while (semop(box->semaphores, operations, count) < 0) {
    if (errno != EINTR) return failed("mailbox: semop");
  }
  return MBX_OK;
}

// SEM_UNDO: a process that is killed does not keep what it has taken.
static enum mbx_status enter(const struct mbx* box) {
  struct sembuf take = {.sem_num = LOCK, .sem_op = -1, .sem_flg = SEM_UNDO};
  return operate(box, &take, 1);
}

static enum mbx_status leave(const struct mbx* box) {
  struct sembuf give = {.sem_num = LOCK, .sem_op = 1, .sem_flg = SEM_UNDO};
  return operate(box, &give, 1);
}

// Wakes everybody who sleeps.
static void changed(const struct mbx* box) {
  unsigned short values[SEMAPHORES];
  if (semctl(box->semaphores, 0, GETALL, values) < 0) return;
  for (int i = 0; i < SLEEPERS; ++i) {
    if (values[TAKEN + i] != 1) continue;
    semctl(box->semaphores, WAKES + i, SETVAL, 1);
    return;
  }
}

// Leaves the monitor, sleeps until somebody changes something, and enters again. *passed: the deadline came first.
static enum mbx_status sleep_until_change(const struct mbx* box, const struct mbx_wait* wait, bool* passed) {
  int i = 0;
  while (i < SLEEPERS && semctl(box->semaphores, TAKEN + i, GETVAL) != 0) ++i;
  if (i == SLEEPERS) return refused("mailbox: too many sleepers");
  if (semctl(box->semaphores, WAKES + i, SETVAL, 0) < 0) return failed("mailbox: semctl");
  struct sembuf lie_down[] = {{.sem_num = (unsigned short)(TAKEN + i), .sem_op = 1},
                              {.sem_num = LOCK, .sem_op = 1, .sem_flg = SEM_UNDO}};
  struct sembuf sleep = {.sem_num = (unsigned short)(WAKES + i), .sem_op = -1};
  struct sembuf get_up[] = {{.sem_num = LOCK, .sem_op = -1, .sem_flg = SEM_UNDO},
                            {.sem_num = (unsigned short)(TAKEN + i), .sem_op = -1}};
  enum mbx_status status = operate(box, lie_down, 2);
  while (status == MBX_OK) {
    struct timespec rest = {0};
    if (wait->patience == MBX_UNTIL) {
      clock_gettime(CLOCK_REALTIME, &rest);
      long long left = (wait->deadline.tv_sec - rest.tv_sec) * 1000000000LL + (wait->deadline.tv_nsec - rest.tv_nsec);
      if (left < 0) left = 0;
      rest = (struct timespec){.tv_sec = left / 1000000000, .tv_nsec = left % 1000000000};
    }
    if (semtimedop(box->semaphores, &sleep, 1, wait->patience == MBX_UNTIL ? &rest : NULL) == 0) break;
    *passed = errno == EAGAIN;
    if (*passed) break;
    if (errno != EINTR) status = failed("mailbox: semtimedop");
  }
  return status == MBX_OK ? operate(box, get_up, 2) : status;
}

// Inside the monitor, calls `step` until it returns something else than MBX_WOULD_BLOCK.
typedef enum mbx_status box_step(const struct mbx* box, void* arguments);

static enum mbx_status until_done(const struct mbx* box, const struct mbx_wait* wait, box_step* step, void* arguments) {
  enum mbx_status status = enter(box);
  bool passed = false;
  while (status == MBX_OK) {
    status = step(box, arguments);
    if (status == MBX_OK) changed(box);
    if (status != MBX_WOULD_BLOCK || wait->patience == MBX_TRY || passed) {
      leave(box);
      return status == MBX_WOULD_BLOCK && passed ? MBX_TIMED_OUT : status;
    }
    status = sleep_until_change(box, wait, &passed);
  }
  return status;
}

// ---- Messages

struct letter {
  long type;
  char text[MBX_MESSAGE_MAX];
};

struct message {
  size_t size;
  struct letter letter;
};

static enum mbx_status put(const struct mbx* box, void* arguments) {
  const struct message* message = arguments;
  struct msqid_ds state;
  if (msgctl(box->queue, IPC_STAT, &state) < 0) return failed("mailbox: msgctl");
  if (state.msg_qnum >= box->capacity) return MBX_WOULD_BLOCK;
  if (msgsnd(box->queue, &message->letter, message->size, IPC_NOWAIT) == 0) return MBX_OK;
  return errno == EAGAIN ? MBX_WOULD_BLOCK : failed("mailbox: msgsnd");  // EAGAIN: the system's own limit of bytes
}

static enum mbx_status send_letter(const struct mbx* box, long type, const void* data, size_t size, const struct mbx_wait* wait) {
  struct message message = {.size = size, .letter.type = type};
  if (size > MBX_MESSAGE_MAX) return MBX_TOO_BIG;
  memcpy(message.letter.text, data, size);
  return until_done(box, wait, put, &message);
}

struct receipt {
  long wanted;
  size_t room, size;
  struct letter letter;
};

// msgrcv knows the types, and leaves alone what is longer than the buffer.
static enum mbx_status take(const struct mbx* box, void* arguments) {
  struct receipt* receipt = arguments;
  ssize_t size = msgrcv(box->queue, &receipt->letter, receipt->room, receipt->wanted, IPC_NOWAIT);
  if (size < 0 && errno == ENOMSG) return MBX_WOULD_BLOCK;
  if (size < 0 && errno == E2BIG) return MBX_TOO_BIG;
  if (size < 0) return failed("mailbox: msgrcv");
  receipt->size = (size_t)size;
  return MBX_OK;
}

static enum mbx_status receive_letter(const struct mbx* box, struct receipt* receipt, void* buffer, size_t* received,
                                      const struct mbx_wait* wait) {
  enum mbx_status status = until_done(box, wait, take, receipt);
  if (status != MBX_OK) return status;
  memcpy(buffer, receipt->letter.text, receipt->size);
  *received = receipt->size;
  return MBX_OK;
}

enum mbx_status mbx_send(struct mbx* box, const void* data, size_t size, const struct mbx_wait* wait) {
  return box->kind == MBX_BOUNDED ? send_letter(box, 1, data, size, wait) : MBX_UNSUPPORTED;
}

enum mbx_status mbx_receive(struct mbx* box, void* buffer, size_t size, size_t* received, const struct mbx_wait* wait) {
  struct receipt receipt = {.room = size};
  return box->kind == MBX_BOUNDED ? receive_letter(box, &receipt, buffer, received, wait) : MBX_UNSUPPORTED;
}

enum mbx_status mbx_send_type(struct mbx* box, long type, const void* data, size_t size, const struct mbx_wait* wait) {
  return box->kind == MBX_TYPED ? send_letter(box, type, data, size, wait) : MBX_UNSUPPORTED;
}

enum mbx_status mbx_receive_type(struct mbx* box, long type, void* buffer, size_t size, size_t* received, long* found,
                                 const struct mbx_wait* wait) {
  struct receipt receipt = {.wanted = type, .room = size};
  if (box->kind != MBX_TYPED) return MBX_UNSUPPORTED;
  enum mbx_status status = receive_letter(box, &receipt, buffer, received, wait);
  if (status == MBX_OK) *found = receipt.letter.type;
  return status;
}

// ---- Parts C, E, F and G

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
