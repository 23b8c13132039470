// Bounded, unbounded, rendezvous and typed mailboxes (parts A to D): what may happen when, in terms of the object in box.h.
#include "mailbox.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "box.h"
#include "queue.h"

static const char prefix[] = "mbx.";

// ---- Names

// What this process has open goes with it, and with that what it owns. (If it is killed, the others notice.)
static void close_all(void) {
  while (box_open_list != NULL) box_close(box_open_list);
}

void mailbox_begin(void) {
  static bool begun;
  if (!begun) atexit(close_all);
  begun = true;
}

enum mbx_status mbx_create(const char* name, enum mbx_kind kind, unsigned capacity, struct mbx** box) {
  char object[OBJECT_MAX];
  mailbox_begin();
  box_object(object, prefix, name);
  return box_create(object, name, kind, capacity, box);
}

enum mbx_status mbx_open(const char* name, struct mbx** box) {
  char object[OBJECT_MAX];
  mailbox_begin();
  box_object(object, prefix, name);
  return box_open(object, box);
}

void mbx_close(struct mbx* box) { box_close(box); }

// Whether this process owns the mailbox that `box` is a visitor's view of.
static bool ours(const struct mbx* box) {
  for (const struct mbx* b = box_open_list; b != NULL; b = b->next) {
    if (b->shared->id == box->shared->id && b->me == box->shared->owner) return true;
  }
  return false;
}

enum mbx_status mbx_delete(const char* name) {
  char object[OBJECT_MAX];
  struct mbx* box;
  box_object(object, prefix, name);
  enum mbx_status status = box_visit(object, &box);
  if (status != MBX_OK) return status;
  box_lock(box);
  if (box->shared->deleted)
    status = MBX_NO_MAILBOX;
  else if (box_owned(box) && !ours(box))
    status = MBX_NOT_OWNER;
  else
    box_delete(box);
  box_unlock(box);
  box_close(box);
  return status;
}

// ---- Sending

static bool full(const struct shared* shared) {
  return shared->deleted || (shared->kind != MBX_UNBOUNDED && shared->count >= shared->capacity);
}

enum mbx_status put(struct mbx* box, void* argument) {
  const struct message* message = argument;
  if (full(box->shared)) return MBX_WOULD_BLOCK;
  struct slot* slot = box_append(box, message->data, message->size);
  if (slot == NULL) return MBX_UNSUPPORTED;
  slot->type = message->type;
  if (message->ticket != 0) slot->from = box->me;
  slot->ticket = message->ticket;
  strcpy(slot->sender, box_process);
  return MBX_OK;
}

// Rendezvous: to a receiver who is there already; or it is offered, until one comes.
static enum mbx_status hand_over(struct mbx* box, void* argument) {
  const struct message* message = argument;
  struct opener* openers = box->shared->openers;
  struct opener* myself = &openers[box->me];
  if (myself->errand == ACCEPTED) return MBX_OK;
  if (myself->errand == OFFERS || box->shared->deleted) return MBX_WOULD_BLOCK;
  for (int i = 0; i < OPENERS && box->shared->first == NOBODY; ++i) {
    if (!openers[i].used || openers[i].errand != EXPECTS || openers[i].room < message->size) continue;
    openers[i].errand = SERVED;
    openers[i].size = message->size;
    memcpy(openers[i].data, message->data, message->size);
    box->changed = true;
    return MBX_OK;
  }
  struct slot* slot = box_append(box, message->data, message->size);
  if (slot == NULL) return MBX_UNSUPPORTED;
  slot->from = box->me;
  myself->errand = OFFERS;
  return MBX_WOULD_BLOCK;
}

// What was offered and not taken is not offered any more.
static void withdraw(struct mbx* box) {
  struct opener* myself = &box->shared->openers[box->me];
  for (int before = NOBODY, i = box->shared->first; i != NOBODY && myself->errand == OFFERS; i = box->slots[i].next) {
    if (box->slots[i].from == box->me) {
      box_remove(box, before, i);
      break;
    }
    before = i;
  }
  myself->errand = IDLE;
}

enum mbx_status deposit(struct mbx* box, struct message* message, const struct mbx_wait* wait) {
  if (message->size > MBX_MESSAGE_MAX) return MBX_TOO_BIG;
  box_lock(box);
  bool rendezvous = box->shared->kind == MBX_ZERO;
  enum mbx_status status = box_await(box, wait, rendezvous ? hand_over : put, message);
  if (rendezvous) withdraw(box);
  box_unlock(box);
  return status;
}

enum mbx_status mbx_send(struct mbx* box, const void* data, size_t size, const struct mbx_wait* wait) {
  enum mbx_kind kind = box->shared->kind;
  if (kind == MBX_TYPED || kind == MBX_PORT) return MBX_UNSUPPORTED;
  return deposit(box, &(struct message){.data = data, .size = size}, wait);
}

enum mbx_status mbx_send_type(struct mbx* box, long type, const void* data, size_t size, const struct mbx_wait* wait) {
  if (box->shared->kind != MBX_TYPED || type < 1) return MBX_UNSUPPORTED;
  return deposit(box, &(struct message){.data = data, .size = size, .type = type}, wait);
}

// ---- Receiving

// Whether a message is one that was asked for, and comes before `best` (NOBODY: nothing found yet).
static bool wanted(const struct mbx* box, const struct receipt* receipt, int slot, int best) {
  const struct slot* slots = box->slots;
  if (receipt->from != NULL) return best == NOBODY && strcmp(slots[slot].sender, receipt->from) == 0;
  if (receipt->type == 0) return best == NOBODY;
  if (receipt->type > 0) return best == NOBODY && slots[slot].type == receipt->type;
  return slots[slot].type <= -receipt->type && (best == NOBODY || slots[slot].type < slots[best].type);
}

enum mbx_status take(struct mbx* box, void* argument) {
  struct receipt* receipt = argument;
  int best = NOBODY, before = NOBODY;
  for (int previous = NOBODY, i = box->shared->first; i != NOBODY; previous = i, i = box->slots[i].next) {
    if (!wanted(box, receipt, i, best)) continue;
    best = i;
    before = previous;
    if (receipt->type >= 0) break;
  }
  if (best == NOBODY) return MBX_WOULD_BLOCK;
  const struct slot* slot = &box->slots[best];
  if (slot->size > receipt->room) return MBX_TOO_BIG;
  memcpy(receipt->buffer, slot->data, slot->size);
  *receipt->size = slot->size;
  receipt->slot = *slot;
  box_remove(box, before, best);
  return MBX_OK;
}

// Rendezvous: what is offered is taken, and the sender told so; or we wait until somebody brings us something.
static enum mbx_status meet(struct mbx* box, void* argument) {
  struct receipt* receipt = argument;
  struct opener* myself = &box->shared->openers[box->me];
  if (myself->errand == SERVED) {
    memcpy(receipt->buffer, myself->data, myself->size);
    *receipt->size = myself->size;
    return MBX_OK;
  }
  enum mbx_status status = take(box, receipt);
  if (status == MBX_OK) box->shared->openers[receipt->slot.from].errand = ACCEPTED;
  if (status != MBX_WOULD_BLOCK) return status;
  myself->errand = EXPECTS;
  myself->room = receipt->room;
  return status;
}

enum mbx_status collect(struct mbx* box, box_attempt* attempt, struct receipt* receipt, const struct mbx_wait* wait) {
  box_lock(box);
  enum mbx_status status;
  if (box->shared->deleted)
    status = MBX_DELETED;
  else if (box_owned(box) && !box->shared->openers[box->me].receives)
    status = MBX_NOT_OWNER;
  else
    status = box_await(box, wait, attempt, receipt);
  if (attempt == meet) box->shared->openers[box->me].errand = IDLE;
  box_unlock(box);
  return status;
}

enum mbx_status mbx_receive(struct mbx* box, void* buffer, size_t size, size_t* received, const struct mbx_wait* wait) {
  enum mbx_kind kind = box->shared->kind;
  if (kind == MBX_TYPED || kind == MBX_PORT) return MBX_UNSUPPORTED;
  struct receipt receipt = {.buffer = buffer, .room = size, .size = received};
  return collect(box, kind == MBX_ZERO ? meet : take, &receipt, wait);
}

enum mbx_status mbx_receive_type(struct mbx* box, long type, void* buffer, size_t size, size_t* received, long* found,
                                 const struct mbx_wait* wait) {
  if (box->shared->kind != MBX_TYPED) return MBX_UNSUPPORTED;
  struct receipt receipt = {.buffer = buffer, .room = size, .size = received, .type = type};
  enum mbx_status status = collect(box, take, &receipt, wait);
  if (status == MBX_OK) *found = receipt.slot.type;
  return status;
}
