// Ports (part G): calls that wait for their reply, and events.
#include <string.h>

#include "box.h"
#include "queue.h"

// ---- Messages and calls

enum mbx_status mbx_msg_send(struct mbx* box, const void* data, size_t size, const struct mbx_wait* wait) {
  if (box->shared->kind != MBX_PORT) return MBX_UNSUPPORTED;
  return deposit(box, &(struct message){.data = data, .size = size}, wait);
}

// What an mbx_request holds: the port, and which call of which of its openers.
struct call {
  uint64_t port;
  int opener;
  uint64_t ticket;
};
_Static_assert(sizeof(struct call) <= sizeof((struct mbx_request*)0)->bytes, "a call fits into a request");

static enum mbx_status answered(struct mbx* box, void* argument) {
  struct receipt* receipt = argument;
  const struct opener* myself = &box->shared->openers[box->me];
  if (myself->errand != SERVED) return MBX_WOULD_BLOCK;
  if (myself->size > receipt->room) return MBX_TOO_BIG;
  memcpy(receipt->buffer, myself->data, myself->size);
  *receipt->size = myself->size;
  return MBX_OK;
}

enum mbx_status mbx_msg_rpc(struct mbx* box, const void* data, size_t data_size, void* buffer, size_t size, size_t* received,
                            const struct mbx_wait* wait) {
  if (box->shared->kind != MBX_PORT) return MBX_UNSUPPORTED;
  if (data_size > MBX_MESSAGE_MAX) return MBX_TOO_BIG;
  box_lock(box);
  struct opener* myself = &box->shared->openers[box->me];
  struct message message = {.data = data, .size = data_size, .ticket = ++myself->ticket};
  myself->errand = EXPECTS;
  enum mbx_status status = box_await(box, wait, put, &message);
  struct receipt receipt = {.buffer = buffer, .room = size, .size = received};
  if (status == MBX_OK) status = box_await(box, wait, answered, &receipt);
  myself->errand = IDLE;
  box_unlock(box);
  return status;
}

enum mbx_status mbx_msg_reply(const struct mbx_request* request, const void* data, size_t size) {
  struct call call;
  memcpy(&call, request->bytes, sizeof call);
  if (size > MBX_MESSAGE_MAX) return MBX_TOO_BIG;
  struct mbx* box = box_open_list;
  while (box != NULL && box->shared->id != call.port) box = box->next;
  if (box == NULL) return MBX_DELETED;
  box_lock(box);
  struct opener* caller = &box->shared->openers[call.opener];
  bool waits = !box->shared->deleted && caller->used && caller->errand == EXPECTS && caller->ticket == call.ticket;
  if (waits) {
    caller->errand = SERVED;
    caller->size = size;
    memcpy(caller->data, data, size);
    box->changed = true;
  }
  box_unlock(box);
  return waits ? MBX_OK : MBX_DELETED;
}

// ---- Events. A subscription stands in the port that it is about. Whoever makes the event happen, or notices it, puts the
// message into the subscriber's port. That a process was killed is noticed by the subscriber itself, which looks before it
// receives and, while it waits, watches everybody who has the port open.

// What this process has subscribed to: it hears in `to` about `about`.
static struct interest { struct mbx *about, *to; } interests[4 * SUBSCRIPTIONS];
enum { INTERESTS = sizeof interests / sizeof interests[0] };

void ports_forget(const struct mbx* box) {
  for (int i = 0; i < INTERESTS; ++i) {
    if (interests[i].about == box || interests[i].to == box) interests[i].about = NULL;
  }
}

static bool has_senders(const struct shared* shared) {
  for (int i = 0; i < OPENERS; ++i) {
    if (shared->openers[i].used && i != shared->owner) return true;
  }
  return false;
}

enum mbx_status mbx_port_notify(struct mbx* box, enum mbx_event event, struct mbx* notify) {
  if (box->shared->kind != MBX_PORT || notify->shared->kind != MBX_PORT) return MBX_UNSUPPORTED;
  if (notify->shared->owner != notify->me) return MBX_NOT_OWNER;
  int interest = 0;
  while (interest < INTERESTS && interests[interest].about != NULL) ++interest;
  box_lock(box);
  struct shared* shared = box->shared;
  int i = 0;
  while (i < SUBSCRIPTIONS && shared->subscriptions[i].used) ++i;
  enum mbx_status status = MBX_OK;
  if (shared->deleted)
    status = MBX_DELETED;
  else if (event == MBX_EVENT_NO_SENDERS && shared->owner != box->me)
    status = MBX_NOT_OWNER;
  else if (i == SUBSCRIPTIONS || interest == INTERESTS)
    status = MBX_UNSUPPORTED;
  if (status == MBX_OK) {
    shared->subscriptions[i] =
        (struct subscription){.used = true, .armed = has_senders(shared), .event = event, .id = notify->shared->id};
    strcpy(shared->subscriptions[i].object, notify->object);
    interests[interest] = (struct interest){.about = box, .to = notify};
  }
  box_unlock(box);
  return status;
}

void ports_collect(struct mbx* box, struct notices* due) {
  due->count = 0;
  for (int i = 0; i < SUBSCRIPTIONS; ++i) {
    struct subscription* to = &box->shared->subscriptions[i];
    if (!to->used) continue;
    bool gone = to->event == MBX_EVENT_NO_SENDERS && to->armed && !has_senders(box->shared);
    bool happened = to->event == MBX_EVENT_DELETED ? box->shared->deleted : gone;
    if (happened || box->newcomer) due->list[due->count++] = (struct notice){.happened = happened, .to = *to};
    if (happened) to->used = false;
  }
  box->newcomer = false;
}

static void deliver(const struct mbx* box, const struct notice* notice) {
  static const char* const words[] = {[MBX_EVENT_DELETED] = "deleted ", [MBX_EVENT_NO_SENDERS] = "no-senders "};
  char text[MBX_NAME_MAX + 16];
  struct mbx* to;
  if (box_visit(notice->to.object, &to) != MBX_OK) return;
  box_lock(to);
  if (to->shared->id == notice->to.id && !to->shared->deleted) {
    to->changed = true;
    ++to->shared->pokes;
    strcat(strcpy(text, words[notice->to.event]), box->shared->name);
    struct slot* slot = notice->happened ? box_append(to, text, strlen(text)) : NULL;
    if (slot != NULL) {
      slot->event = true;
      --to->shared->count;
    }
  }
  box_unlock(to);
  box_close(to);
}

void ports_deliver(const struct mbx* box, const struct notices* due) {
  for (int i = 0; i < due->count; ++i) deliver(box, &due->list[i]);
}

// ---- Receiving

// Looks whether somebody has ended; `watching` has each of them watched from now on.
static void look_around(const struct mbx* box, bool watching) {
  for (int i = 0; i < INTERESTS; ++i) {
    struct mbx* about = interests[i].about;
    if (about == NULL || interests[i].to != box) continue;
    box_lock(about);
    for (int k = 0; watching && k < OPENERS; ++k) {
      if (about->shared->openers[k].used) box_watch(about, k);
    }
    box_unlock(about);
  }
}

// As `take`; and MBX_EXISTS if there is somebody new to watch.
struct news {
  struct receipt receipt;
  unsigned pokes;
};
static enum mbx_status take_news(struct mbx* box, void* argument) {
  struct news* news = argument;
  enum mbx_status status = take(box, &news->receipt);
  return status == MBX_WOULD_BLOCK && box->shared->pokes != news->pokes ? MBX_EXISTS : status;
}

static enum mbx_status collect_news(struct mbx* box, struct news* news, const struct mbx_wait* wait) {
  for (;;) {
    box_lock(box);
    news->pokes = box->shared->pokes;
    box_unlock(box);
    look_around(box, wait->patience != MBX_TRY);
    enum mbx_status status = collect(box, take_news, &news->receipt, wait);
    if (status != MBX_EXISTS) return status;
  }
}

enum mbx_status mbx_msg_receive(struct mbx* box, void* buffer, size_t size, size_t* received, struct mbx_request* request,
                                const struct mbx_wait* wait) {
  if (box->shared->kind != MBX_PORT) return MBX_UNSUPPORTED;
  struct news news = {.receipt = {.buffer = buffer, .room = size, .size = received}};
  enum mbx_status status = collect_news(box, &news, wait);
  if (status != MBX_OK) return status;
  const struct slot* slot = &news.receipt.slot;
  struct call call = {.port = box->shared->id, .opener = slot->from, .ticket = slot->ticket};
  request->wanted = slot->from != NOBODY;
  memcpy(request->bytes, &call, sizeof call);
  return MBX_OK;
}
