// The messages in a mailbox: slots behind the head of the object, linked to a queue or free.
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>

#include "box.h"

static const size_t page = 4096;
size_t box_header(void) { return (sizeof(struct shared) + page - 1) / page * page; }

bool box_map_slots(struct mbx* box) {
  if (box->mapped == box->shared->slots) return true;
  if (box->slots != NULL) munmap(box->slots, box->mapped * sizeof *box->slots);
  size_t bytes = box->shared->slots * sizeof *box->slots;
  void* slots = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, box->fd, (off_t)box_header());
  box->slots = slots == MAP_FAILED ? NULL : slots;
  box->mapped = slots == MAP_FAILED ? 0 : box->shared->slots;
  return slots != MAP_FAILED;
}

// More slots at the end of the object, all of them free. The memory is asked for now: a page that the system cannot give later
// would kill us.
bool box_grow(struct mbx* box, unsigned more) {
  struct shared* shared = box->shared;
  unsigned old = shared->slots;
  off_t offset = (off_t)(box_header() + old * sizeof(struct slot));
  int error;
  while ((error = posix_fallocate(box->fd, offset, (off_t)(more * sizeof(struct slot)))) == EINTR) continue;
  if (error != 0) return false;
  shared->slots = old + more;
  if (!box_map_slots(box)) {
    shared->slots = old;
    return false;
  }
  for (unsigned i = old; i < old + more; ++i) {
    box->slots[i].next = shared->free;
    shared->free = (int)i;
  }
  return true;
}

struct slot* box_append(struct mbx* box, const void* data, size_t size) {
  struct shared* shared = box->shared;
  if (shared->free == NOBODY && !box_grow(box, shared->slots)) return NULL;
  int number = shared->free;
  struct slot* slot = &box->slots[number];
  shared->free = slot->next;
  *slot = (struct slot){.next = NOBODY, .from = NOBODY, .size = size};
  memcpy(slot->data, data, size);
  if (shared->first == NOBODY)
    shared->first = number;
  else
    box->slots[shared->last].next = number;
  shared->last = number;
  ++shared->count;
  box->changed = true;
  return slot;
}

void box_remove(struct mbx* box, int before, int number) {
  struct shared* shared = box->shared;
  struct slot* slot = &box->slots[number];
  if (!slot->event) --shared->count;
  if (before == NOBODY)
    shared->first = slot->next;
  else
    box->slots[before].next = slot->next;
  if (shared->last == number) shared->last = before;
  slot->next = shared->free;
  shared->free = number;
  box->changed = true;
}
