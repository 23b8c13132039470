// mailbox: what mailbox.h promises. As it stands, nothing of it is there: every function says MBX_UNSUPPORTED.
//
// Begin with part A. The functions of parts that you do not do stay as they are.
#include "mailbox.h"

// What this process has to keep about a mailbox that it has open.
struct mbx {
  int to_be_written;
};

// ---- A. The core: a mailbox belongs to the system, and is found by its name
//
// What is to be done, in this order: make an object that other processes can find (shm_open(3), mq_open(3), msgget(2)); a message
// goes in and comes out; who finds the mailbox full or empty waits; delete wakes whoever waits. Part B is the deadline in `wait`,
// part C two more kinds.

enum mbx_status mbx_create(const char* name, enum mbx_kind kind, unsigned capacity, struct mbx** box) {
  (void)name;
  (void)kind;
  (void)capacity;
  (void)box;
  return MBX_UNSUPPORTED;
}

enum mbx_status mbx_open(const char* name, struct mbx** box) {
  (void)name;
  (void)box;
  return MBX_UNSUPPORTED;
}

void mbx_close(struct mbx* box) { (void)box; }

enum mbx_status mbx_delete(const char* name) {
  (void)name;
  return MBX_UNSUPPORTED;
}

enum mbx_status mbx_send(struct mbx* box, const void* data, size_t size, const struct mbx_wait* wait) {
  (void)box;
  (void)data;
  (void)size;
  (void)wait;
  return MBX_UNSUPPORTED;
}

enum mbx_status mbx_receive(struct mbx* box, void* buffer, size_t size, size_t* received, const struct mbx_wait* wait) {
  (void)box;
  (void)buffer;
  (void)size;
  (void)received;
  (void)wait;
  return MBX_UNSUPPORTED;
}

// ---- D. Types

enum mbx_status mbx_send_type(struct mbx* box, long type, const void* data, size_t size, const struct mbx_wait* wait) {
  (void)box;
  (void)type;
  (void)data;
  (void)size;
  (void)wait;
  return MBX_UNSUPPORTED;
}

enum mbx_status mbx_receive_type(struct mbx* box, long type, void* buffer, size_t size, size_t* received, long* found,
                                 const struct mbx_wait* wait) {
  (void)box;
  (void)type;
  (void)buffer;
  (void)size;
  (void)received;
  (void)found;
  (void)wait;
  return MBX_UNSUPPORTED;
}

// ---- E. Direct naming: every process that has called mbx_me has a box of its own, which goes with it

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

// ---- F. Ownership

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

// ---- G. Mach's names

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
