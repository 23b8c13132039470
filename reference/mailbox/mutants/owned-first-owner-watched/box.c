// The object: its names, and its life from create to close.
#define _GNU_SOURCE
#include "box.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

struct mbx* box_open_list;
char box_process[MBX_NAME_MAX + 1];

static enum mbx_status refused(const char* what) {
  perror(what);
  return MBX_UNSUPPORTED;
}

void box_object(char* object, const char* prefix, const char* name) {
  object += sprintf(object, "/%s", prefix);
  for (; *name != '\0'; ++name) object += sprintf(object, "%02x", (unsigned char)*name);
}

// ---- The lock on the object, under which its name is given and taken away

static void hold_name(const struct mbx* box) {
  while (flock(box->fd, LOCK_EX) < 0 && errno == EINTR) continue;
}

static void release_name(const struct mbx* box) { flock(box->fd, LOCK_UN); }

void box_free_name(struct mbx* box) {
  hold_name(box);
  if (!box->shared->unlinked) shm_unlink(box->object);
  box->shared->unlinked = true;
  release_name(box);
}

// ---- Opening

static bool initialise(struct mbx* box, enum mbx_kind kind, unsigned capacity) {
  struct shared* shared = box->shared;
  pthread_mutexattr_t attributes;
  pthread_mutexattr_init(&attributes);
  pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED);
  pthread_mutexattr_setrobust(&attributes, PTHREAD_MUTEX_ROBUST);
  pthread_mutex_init(&shared->lock, &attributes);
  pthread_mutexattr_destroy(&attributes);
  struct timespec now;
  clock_gettime(CLOCK_BOOTTIME, &now);
  shared->id = (uint64_t)now.tv_sec * 1000000000 + (uint64_t)now.tv_nsec;
  shared->kind = kind;
  shared->capacity = capacity;
  shared->first = shared->last = shared->free = shared->owner = NOBODY;
  return box_grow(box, MBX_CAPACITY_MAX);
}

// Takes a number among the openers, and the lock that says that we live.
static bool enlist(struct mbx* box) {
  struct shared* shared = box->shared;
  box_bury(box);
  for (int i = 0; i < OPENERS; ++i) {
    struct flock life = box_life(i, F_WRLCK);
    if (shared->openers[i].used || fcntl(box->fd, F_OFD_SETLK, &life) < 0) continue;
    uint64_t ticket = shared->openers[i].ticket;  // goes on, so that no late reply finds a call with its number
    shared->openers[i] = (struct opener){.used = true, .ticket = ticket};
    strcpy(shared->openers[i].name, box_process);
    box->me = i;
    for (int k = 0; k < SUBSCRIPTIONS; ++k) shared->subscriptions[k].armed = true;
    box->newcomer = box->changed = true;
    return true;
  }
  fprintf(stderr, "mailbox: too many processes have it open\n");
  return false;
}

// Opens the object that has the name, and holds the name.
static bool open_object(struct mbx* box, int flags) {
  for (;;) {
    box->fd = shm_open(box->object, O_RDWR | flags, 0600);
    if (box->fd < 0) return false;
    hold_name(box);
    struct stat status;
    if (fstat(box->fd, &status) == 0 && status.st_nlink > 0) return true;
    close(box->fd);  // the name went while we waited for it
  }
}

// Opens the object, without a look at what is in it, and holds its name. What is new and cannot be mapped goes again.
static struct mbx* attach(const char* object, int flags, enum mbx_status* status) {
  struct mbx* box = calloc(1, sizeof *box);
  *status = MBX_UNSUPPORTED;
  if (box == NULL) return NULL;
  strcpy(box->object, object);
  box->me = NOBODY;
  box->watch_fd = -1;
  bool empty = false;
  if (open_object(box, flags)) {
    struct stat before;
    empty = fstat(box->fd, &before) == 0 && before.st_size == 0;
    box->watch_fd = shm_open(object, O_RDWR, 0);
    void* header = MAP_FAILED;
    while (box->watch_fd >= 0 && (errno = posix_fallocate(box->fd, 0, (off_t)box_header())) == EINTR) continue;
    if (box->watch_fd >= 0 && errno == 0) {
      header = mmap(NULL, box_header(), PROT_READ | PROT_WRITE, MAP_SHARED, box->fd, 0);
    }
    if (header != MAP_FAILED) {
      box->shared = header;
      return box;
    }
  }
  *status = errno == ENOENT ? MBX_NO_MAILBOX : refused("mailbox: shm_open");
  if (empty) shm_unlink(object);
  if (box->watch_fd >= 0) close(box->watch_fd);
  if (box->fd >= 0) close(box->fd);
  free(box);
  return NULL;
}

static void detach(struct mbx* box) {
  if (box->slots != NULL) munmap(box->slots, box->mapped * sizeof *box->slots);
  munmap(box->shared, box_header());
  if (box->watch_fd >= 0) close(box->watch_fd);
  close(box->fd);
  free(box);
}

// Whether there is a living mailbox in the object.
static bool exists(struct mbx* box) {
  if (!box->shared->ready) return false;
  box_lock(box);
  bool exists = !box->shared->deleted;
  release_name(box);  // box_unlock may want it, to free the name
  box_unlock(box);
  return exists;
}

static struct mbx* listed(struct mbx* box) {
  box->next = box_open_list;
  box_open_list = box;
  return box;
}

enum mbx_status box_create(const char* object, const char* name, enum mbx_kind kind, unsigned capacity, struct mbx** result) {
  for (;;) {
    enum mbx_status status;
    struct mbx* box = attach(object, O_CREAT, &status);
    if (box == NULL) return status;
    if (box->shared->ready) {
      bool there = exists(box);
      detach(box);
      if (there) return MBX_EXISTS;
      continue;  // it was deleted while we opened it; its name is free now
    }
    bool made = initialise(box, kind, capacity) && enlist(box);
    strcpy(box->shared->name, name);
    bool owned = made && (kind == MBX_OWNED || kind == MBX_PORT);
    if (owned) {
      box->shared->owner = box->me;
      box->shared->openers[box->me].receives = true;
    }
    box->shared->ready = made;
    if (!made) shm_unlink(object);
    release_name(box);
    if (made)
      *result = listed(box);
    else
      detach(box);
    return made ? MBX_OK : refused("mailbox: create");
  }
}

enum mbx_status box_visit(const char* object, struct mbx** result) {
  enum mbx_status status;
  struct mbx* box = attach(object, 0, &status);
  if (box == NULL) return status;
  bool ready = box->shared->ready;  // false: its maker is about to make it, or was killed before
  release_name(box);
  if (ready && exists(box)) {
    *result = box;
    return MBX_OK;
  }
  detach(box);
  return MBX_NO_MAILBOX;
}

enum mbx_status box_open(const char* object, struct mbx** result) {
  struct mbx* box;
  enum mbx_status status = box_visit(object, &box);
  if (status != MBX_OK) return status;
  box_lock(box);
  status = box->shared->deleted ? MBX_NO_MAILBOX : enlist(box) ? MBX_OK : MBX_UNSUPPORTED;
  box_unlock(box);
  if (status == MBX_OK)
    *result = listed(box);
  else
    detach(box);
  return status;
}

void box_close(struct mbx* box) {
  box_unwatch(box);
  if (box->me != NOBODY) {
    ports_forget(box);
    box_lock(box);
    box->shared->openers[box->me].used = false;
    if (box->shared->owner == box->me && !box->shared->deleted) box_delete(box);
    box->changed = true;
    box_unlock(box);
    struct mbx** link = &box_open_list;
    while (*link != box) link = &(*link)->next;
    *link = box->next;
  }
  detach(box);
}
