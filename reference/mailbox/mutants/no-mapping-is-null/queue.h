// Sending and receiving as the parts share them: mailbox.c does them, direct.c and ports.c add their own rules.
#ifndef QUEUE_H
#define QUEUE_H

#include "box.h"

struct message {
  const void* data;
  size_t size;
  long type;
  uint64_t ticket;  // not 0: the sender waits for a reply
};

struct receipt {
  void* buffer;
  size_t room;
  size_t* size;
  long type;         // as mbx_receive_type has it
  const char* from;  // a process, or NULL for any
  struct slot slot;  // becomes the message's
};

// To be called before anything is opened.
void mailbox_begin(void);

enum mbx_status deposit(struct mbx* box, struct message* message, const struct mbx_wait* wait);
// `attempt` is called with the receipt.
enum mbx_status collect(struct mbx* box, box_attempt* attempt, struct receipt* receipt, const struct mbx_wait* wait);
// The plain ways to send and to receive, as attempts.
enum mbx_status put(struct mbx* box, void* message);
enum mbx_status take(struct mbx* box, void* receipt);

#endif
