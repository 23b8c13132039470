// mailbox.h: the interface between your mailbox.c and our driver mbx.c. The handout, README.md, says what each function promises.
//
// Both files are ours: the checks put their own copies over yours. Keep what you need besides in mailbox.c.
#ifndef MAILBOX_H
#define MAILBOX_H

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

enum {
  MBX_MESSAGE_MAX = 4096,  // bytes of a message; the least is 0
  MBX_CAPACITY_MAX = 8,    // messages in a mailbox of a given capacity; the least is 1
  MBX_NAME_MAX = 64,       // bytes of a name, without the '\0'; the least is 1
  MBX_PORT_CAPACITY = 8,   // messages in a port
};

// How a call ended. Whatever is not MBX_OK has changed nothing (but see mbx_msg_rpc).
enum mbx_status {
  MBX_OK,
  MBX_WOULD_BLOCK,  // it would have to wait, and was told not to
  MBX_TIMED_OUT,    // the deadline passed while it waited
  MBX_TOO_BIG,      // longer than MBX_MESSAGE_MAX, or than the buffer
  MBX_EXISTS,       // the name is taken
  MBX_NO_MAILBOX,   // there is no such mailbox, process or request
  MBX_NOT_OWNER,    // only the owner, or whoever has the receive right, may do that
  MBX_DELETED,      // the mailbox has gone since this process opened it
  MBX_UNSUPPORTED,  // this kind of mailbox has no such operation, or mailbox.c does not do it
};

enum mbx_kind {
  MBX_BOUNDED,    // A: send waits while `capacity` messages are in it
  MBX_ZERO,       // C: rendezvous
  MBX_UNBOUNDED,  // C: send never waits
  MBX_TYPED,      // D: bounded, and every message has a type
  MBX_OWNED,      // F: bounded, and only its owner receives
  MBX_PORT,       // G: owned, of capacity MBX_PORT_CAPACITY
};

// How long a call may wait.
enum mbx_patience { MBX_FOREVER, MBX_TRY, MBX_UNTIL };
struct mbx_wait {
  enum mbx_patience patience;
  struct timespec deadline;  // beside MBX_UNTIL: a time of CLOCK_REALTIME, as mq_timedsend(3) and sem_timedwait(3) take it
};

// A mailbox that this process has open. You define the structure in mailbox.c. The driver keeps one for each name, and gives it
// back by mbx_close, also when the mailbox has been deleted since.
struct mbx;

// A. Names are strings of 1 to MBX_NAME_MAX bytes. `capacity` has a meaning where the kind says so, and is 0 elsewhere.
enum mbx_status mbx_create(const char* name, enum mbx_kind kind, unsigned capacity, struct mbx** box);
enum mbx_status mbx_open(const char* name, struct mbx** box);
void mbx_close(struct mbx* box);
enum mbx_status mbx_delete(const char* name);
enum mbx_status mbx_send(struct mbx* box, const void* data, size_t size, const struct mbx_wait* wait);
// `size` is the buffer's; *received becomes the message's. A message that is longer than the buffer stays where it is.
enum mbx_status mbx_receive(struct mbx* box, void* buffer, size_t size, size_t* received, const struct mbx_wait* wait);

// D. `type` is at least 1 where it is sent; *found becomes the type of the message that was received.
enum mbx_status mbx_send_type(struct mbx* box, long type, const void* data, size_t size, const struct mbx_wait* wait);
enum mbx_status mbx_receive_type(struct mbx* box, long type, void* buffer, size_t size, size_t* received, long* found,
                                 const struct mbx_wait* wait);

// E. `process` is a name that a process has given itself by mbx_me; `sender` has room for MBX_NAME_MAX + 1 bytes.
enum mbx_status mbx_me(const char* process);
enum mbx_status mbx_send_to(const char* process, const void* data, size_t size);
enum mbx_status mbx_receive_from(const char* process, void* buffer, size_t size, size_t* received, const struct mbx_wait* wait);
enum mbx_status mbx_receive_any(void* buffer, size_t size, size_t* received, char* sender, const struct mbx_wait* wait);

// F. mbx_me is needed here too: `process` is a name of that kind.
enum mbx_status mbx_give(struct mbx* box, const char* process);
enum mbx_status mbx_allow(struct mbx* box, const char* process);

// G. A request is what mbx_msg_receive notes down about who waits for the answer; the driver keeps it for mbx_msg_reply. What is
// in it is up to you. `wanted` is false for a message that came by mbx_msg_send, and for an event.
struct mbx_request {
  bool wanted;
  unsigned char bytes[127];
};
enum mbx_event { MBX_EVENT_DELETED, MBX_EVENT_NO_SENDERS };

enum mbx_status mbx_msg_send(struct mbx* box, const void* data, size_t size, const struct mbx_wait* wait);
enum mbx_status mbx_msg_receive(struct mbx* box, void* buffer, size_t size, size_t* received, struct mbx_request* request,
                                const struct mbx_wait* wait);
// `data` is the message sent, `buffer` is for the reply. MBX_TIMED_OUT or MBX_DELETED: the message may have been sent.
enum mbx_status mbx_msg_rpc(struct mbx* box, const void* data, size_t data_size, void* buffer, size_t size, size_t* received,
                            const struct mbx_wait* wait);
enum mbx_status mbx_msg_reply(const struct mbx_request* request, const void* data, size_t size);
enum mbx_status mbx_port_notify(struct mbx* box, enum mbx_event event, struct mbx* notify);

#endif
