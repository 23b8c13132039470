// Direct naming (part E), and the passing on of rights (part F). A process that has a name has a mailbox of its own, which goes
// with it.
#include <limits.h>
#include <string.h>

#include "box.h"
#include "queue.h"

static const char prefix[] = "mbx-of.";
static struct mbx* my_box;
static const struct mbx_wait no_wait = {.patience = MBX_TRY};

// ---- E

enum mbx_status mbx_me(const char* process) {
  char object[OBJECT_MAX];
  if (my_box != NULL) return MBX_EXISTS;
  mailbox_begin();
  box_object(object, prefix, process);
  enum mbx_status status = box_create(object, process, MBX_OWNED, UINT_MAX, &my_box);
  if (status != MBX_OK) return status;
  strcpy(box_process, process);
  for (struct mbx* box = box_open_list; box != NULL; box = box->next) {
    box_lock(box);
    strcpy(box->shared->openers[box->me].name, process);
    box_unlock(box);
  }
  return MBX_OK;
}

enum mbx_status mbx_send_to(const char* process, const void* data, size_t size) {
  char object[OBJECT_MAX];
  struct mbx* box;
  if (my_box == NULL) return MBX_NO_MAILBOX;
  box_object(object, prefix, process);
  enum mbx_status status = box_visit(object, &box);
  if (status != MBX_OK) return status;
  status = deposit(box, &(struct message){.data = data, .size = size}, &no_wait);
  box_close(box);
  return status == MBX_DELETED ? MBX_NO_MAILBOX : status;
}

enum mbx_status mbx_receive_from(const char* process, void* buffer, size_t size, size_t* received, const struct mbx_wait* wait) {
  if (my_box == NULL) return MBX_NO_MAILBOX;
  struct receipt receipt = {.buffer = buffer, .room = size, .size = received, .from = process};
  return collect(my_box, take, &receipt, wait);
}

enum mbx_status mbx_receive_any(void* buffer, size_t size, size_t* received, char* sender, const struct mbx_wait* wait) {
  if (my_box == NULL) return MBX_NO_MAILBOX;
  struct receipt receipt = {.buffer = buffer, .room = size, .size = received};
  enum mbx_status status = collect(my_box, take, &receipt, wait);
  if (status == MBX_OK) strcpy(sender, receipt.slot.sender);
  return status;
}

// ---- F

static int opener_called(const struct mbx* box, const char* process) {
  for (int i = 0; i < OPENERS; ++i) {
    const struct opener* opener = &box->shared->openers[i];
    if (opener->used && strcmp(opener->name, process) == 0) return i;
  }
  return NOBODY;
}

enum right { RECEIVING, OWNING };

static enum mbx_status grant(struct mbx* box, const char* process, enum right right) {
  struct shared* shared = box->shared;
  if (!box_owned(box)) return MBX_UNSUPPORTED;
  box_lock(box);
  enum mbx_status status = MBX_OK;
  int to = opener_called(box, process);
  if (shared->deleted)
    status = MBX_DELETED;
  else if (shared->owner != box->me)
    status = MBX_NOT_OWNER;
  else if (to == NOBODY)
    status = MBX_NO_MAILBOX;
  if (status == MBX_OK && right == OWNING) {
    shared->openers[box->me].receives = false;
    shared->owner = to;
  }
  if (status == MBX_OK) {
    shared->openers[to].receives = true;
    box->changed = true;  // who waits has to look for the end of another process now
  }
  box_unlock(box);
  return status;
}

enum mbx_status mbx_give(struct mbx* box, const char* process) { return grant(box, process, OWNING); }
enum mbx_status mbx_allow(struct mbx* box, const char* process) { return grant(box, process, RECEIVING); }
