// A mailbox as an object of shared memory: everything about it is in there, and every process that has it open maps it.
//
// The object is a monitor. Its state is looked at and changed only between box_lock and box_unlock; whoever has to wait for a
// change sleeps on the word `changes`, and whoever has changed something wakes all sleepers, who then look again.
#ifndef BOX_H
#define BOX_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>

#include "mailbox.h"

enum {
  OBJECT_MAX = 160,    // bytes of an object's name, with the '\0'
  OPENERS = 64,        // processes that may have a mailbox open at a time
  SUBSCRIPTIONS = 16,  // events that may be waited for at a time
  NOBODY = -1,
};

// What an opener's part of the object is used for at the moment.
enum errand {
  IDLE,
  OFFERS,    // rendezvous: a message of it waits to be taken
  ACCEPTED,  // rendezvous: it was taken
  EXPECTS,   // rendezvous: it waits to receive; an rpc: it waits for the reply
  SERVED,    // what it expects is in `data`
};

// A process that has the mailbox open. While it lives it holds a lock on the byte of the object's file that has the opener's
// number, which the kernel takes away when the process ends, however it ends.
struct opener {
  bool used;
  bool receives;                // has a receive right
  char name[MBX_NAME_MAX + 1];  // as told by mbx_me, or empty
  enum errand errand;
  uint64_t ticket;  // tells this rpc from earlier ones
  size_t room;      // of the buffer that expects `data`
  size_t size;
  unsigned char data[MBX_MESSAGE_MAX];
};

struct slot {
  int next;
  bool event;  // does not count for the capacity
  int from;    // rendezvous, rpc: the opener who waits, else NOBODY
  uint64_t ticket;
  long type;
  char sender[MBX_NAME_MAX + 1];
  size_t size;
  unsigned char data[MBX_MESSAGE_MAX];
};

// Somebody wants a message about `event` in the mailbox `object`.
struct subscription {
  bool used;
  bool armed;  // beside MBX_EVENT_NO_SENDERS: there are senders, or were
  enum mbx_event event;
  char object[OBJECT_MAX];
  uint64_t id;
};

struct shared {
  bool ready;
  bool deleted;
  bool unlinked;  // the name is free again; only changed under flock
  uint64_t id;    // no other mailbox had or will have it
  pthread_mutex_t lock;
  _Atomic uint32_t changes;
  char name[MBX_NAME_MAX + 1];
  enum mbx_kind kind;
  unsigned capacity, count;
  int first, last, free;  // slots, or NOBODY
  unsigned slots;
  int owner;       // an opener, or NOBODY
  unsigned pokes;  // counts the openers who came to mailboxes that this one hears about
  struct opener openers[OPENERS];
  struct subscription subscriptions[SUBSCRIPTIONS];
};

struct watcher;
struct flock;

// This process's view of a mailbox.
struct mbx {
  char object[OBJECT_MAX];
  int fd, watch_fd;
  struct shared* shared;
  struct slot* slots;  // a mapping of its own: it moves when the object grows
  unsigned mapped;     // slots in it
  int me;              // our number among the openers, or NOBODY
  bool changed;        // since box_lock
  bool newcomer;       // we have just become an opener
  struct watcher* watchers;
  struct mbx* next;  // all that this process has open
};

extern struct mbx* box_open_list;
extern char box_process[MBX_NAME_MAX + 1];  // what mbx_me has been told, or empty

// box.c: the object's name for the mailbox (or, with another prefix, the process) of that name: any bytes are made fit for a file
// name.
void box_object(char* object, const char* prefix, const char* name);

enum mbx_status box_create(const char* object, const char* name, enum mbx_kind kind, unsigned capacity, struct mbx** box);
enum mbx_status box_open(const char* object, struct mbx** box);
// Without being counted among the openers: to look, to delete, to leave a message.
enum mbx_status box_visit(const char* object, struct mbx** box);
void box_close(struct mbx* box);
void box_free_name(struct mbx* box);  // once the mailbox is deleted

// monitor.c
void box_lock(struct mbx* box);
void box_unlock(struct mbx* box);
void box_delete(struct mbx* box);  // between the two
static inline bool box_owned(const struct mbx* box) { return box->shared->owner != NOBODY; }

// Under the lock, calls `attempt` until it returns something else than MBX_WOULD_BLOCK, and sleeps in between as `wait` allows.
typedef enum mbx_status box_attempt(struct mbx* box, void* arguments);
enum mbx_status box_await(struct mbx* box, const struct mbx_wait* wait, box_attempt* attempt, void* arguments);

// This mailbox is looked at, and whoever sleeps on it woken, when opener `number` ends; asked for before sleeping.
void box_watch(struct mbx* box, int number);
void box_unwatch(struct mbx* box);
// Openers who have ended are struck off; with the owner goes the mailbox.
void box_bury(struct mbx* box);
// The byte whose lock says that opener `number` lives.
struct flock box_life(int number, short type);

// slots.c: how many bytes of the object come before the slots. More of them: the memory is asked for at once, because a page that
// the system cannot give later would kill us. This process's view of them, which must follow when another process has made more.
size_t box_header(void);
bool box_grow(struct mbx* box, unsigned more);
bool box_map_slots(struct mbx* box);
// A new last slot (NULL if the system has no memory left), and the slot behind `before` (NOBODY: the first) taken away.
struct slot* box_append(struct mbx* box, const void* data, size_t size);
void box_remove(struct mbx* box, int before, int slot);

// ports.c: what the subscribers of `box` have to be told (collected under the lock, delivered after it); no more events for a
// mailbox that this process closes.
struct notice {
  bool happened;  // else there is only a new opener to look after
  struct subscription to;
};
struct notices {
  int count;
  struct notice list[SUBSCRIPTIONS];
};
void ports_collect(struct mbx* box, struct notices* due);
void ports_deliver(const struct mbx* box, const struct notices* due);
void ports_forget(const struct mbx* box);

#endif
