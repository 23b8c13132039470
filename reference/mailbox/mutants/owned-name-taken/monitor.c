// The object as a monitor: its lock, who of its openers is still alive, and waiting for a change.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/futex.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "box.h"

// ---- Openers

struct flock box_life(int number, short type) {
  return (struct flock){.l_type = type, .l_whence = SEEK_SET, .l_start = number, .l_len = 1};
}

static bool alive(const struct mbx* box, int number) {
  if (number == box->me) return true;
  struct flock life = box_life(number, F_RDLCK);
  return fcntl(box->fd, F_OFD_GETLK, &life) < 0 || life.l_type != F_UNLCK;
}

// Nobody waits any more for what this opener offered to be taken.
static void drop_offer(struct mbx* box, int number) {
  for (int before = NOBODY, i = box->shared->first; i != NOBODY; before = i, i = box->slots[i].next) {
    if (box->slots[i].from != number) continue;
    box_remove(box, before, i);
    return;
  }
}

void box_bury(struct mbx* box) {
  struct shared* shared = box->shared;
  for (int i = 0; i < OPENERS; ++i) {
    if (!shared->openers[i].used || alive(box, i)) continue;
    shared->openers[i].used = false;
    box->changed = true;
    if (shared->kind == MBX_ZERO) drop_offer(box, i);
    if (shared->owner == i) box_delete(box);
  }
}

// ---- The lock

void box_lock(struct mbx* box) {
  // The holder was killed: what it did last may be lost, but every step of it left the queue in order.
  if (pthread_mutex_lock(&box->shared->lock) == EOWNERDEAD) pthread_mutex_consistent(&box->shared->lock);
  box->changed = false;
  if (!box_map_slots(box)) {  // the system has no address space left
    perror("mailbox: mmap");
    _exit(1);  // with the lock in hand: nothing may ask for it again
  }
  bool needs_the_living = box_owned(box) || box->shared->kind == MBX_ZERO;
  if (needs_the_living && !box->shared->deleted) box_bury(box);
}

static void wake_all(struct mbx* box) {
  atomic_fetch_add(&box->shared->changes, 1);
  syscall(SYS_futex, &box->shared->changes, FUTEX_WAKE, INT_MAX, NULL, NULL, 0);
}

void box_unlock(struct mbx* box) {
  struct notices due;
  ports_collect(box, &due);
  bool deleted = box->shared->deleted && !box->shared->unlinked;
  if (box->changed) wake_all(box);
  pthread_mutex_unlock(&box->shared->lock);
  if (deleted) box_free_name(box);
  ports_deliver(box, &due);
}

void box_delete(struct mbx* box) {
  struct shared* shared = box->shared;
  shared->deleted = true;
  shared->first = shared->last = NOBODY;
  box->changed = true;
}

// ---- Waiting

// No condition variable: pthread_cond_broadcast may wait for a sleeper who was killed. A word and futex(2) do not. Returns
// whether the deadline has passed.
static bool sleep_until_change(struct mbx* box, const struct mbx_wait* wait) {
  _Atomic uint32_t* changes = &box->shared->changes;
  if (box->changed) wake_all(box);
  uint32_t seen = atomic_load(changes);
  box->changed = false;
  box_unlock(box);
  const struct timespec* deadline = wait->patience == MBX_UNTIL ? &wait->deadline : NULL;
  long result =
      syscall(SYS_futex, changes, FUTEX_WAIT_BITSET | FUTEX_CLOCK_REALTIME, seen, deadline, NULL, FUTEX_BITSET_MATCH_ANY);
  bool passed = result < 0 && errno == ETIMEDOUT;
  box_lock(box);
  return passed;
}

enum mbx_status box_await(struct mbx* box, const struct mbx_wait* wait, box_attempt* attempt, void* arguments) {
  for (bool passed = false;;) {
    enum mbx_status status = attempt(box, arguments);
    if (status != MBX_WOULD_BLOCK) return status;
    if (box->shared->deleted) return MBX_DELETED;
    if (wait->patience == MBX_TRY) return MBX_WOULD_BLOCK;
    if (passed) return MBX_TIMED_OUT;
    if (box_owned(box)) box_watch(box, box->shared->owner);
    passed = sleep_until_change(box, wait);
  }
}

// A thread that waits for the lock that an opener holds while it lives.
struct watcher {
  struct mbx* box;
  int number;
  pthread_t thread;
  atomic_bool done;
  struct watcher* next;
};

static void* watch(void* argument) {
  struct watcher* watcher = argument;
  struct mbx* box = watcher->box;
  struct flock life = box_life(watcher->number, F_RDLCK);
  int result;
  do result = fcntl(box->watch_fd, F_OFD_SETLKW, &life);  // box_close cancels the thread here
  while (result < 0 && errno == EINTR);
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, NULL);
  life.l_type = F_UNLCK;
  fcntl(box->watch_fd, F_OFD_SETLK, &life);
  box_lock(box);
  watcher->done = true;
  box_unlock(box);
  return NULL;
}

void box_watch(struct mbx* box, int number) {
  if (number == box->me) return;
  for (const struct watcher* w = box->watchers; w != NULL; w = w->next) {
    if (w->number == number && !w->done) return;
  }
  struct watcher* watcher = calloc(1, sizeof *watcher);
  if (watcher == NULL) return;
  watcher->box = box;
  watcher->number = number;
  watcher->next = box->watchers;
  if (pthread_create(&watcher->thread, NULL, watch, watcher) == 0)
    box->watchers = watcher;
  else
    free(watcher);
}

void box_unwatch(struct mbx* box) {
  while (box->watchers != NULL) {
    struct watcher* watcher = box->watchers;
    box->watchers = watcher->next;
    pthread_cancel(watcher->thread);
    pthread_join(watcher->thread, NULL);
    free(watcher);
  }
}
