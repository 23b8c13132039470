// ONC RPC messages (RFC 5531) as bytes, without their transport.
#ifndef RPC_H
#define RPC_H

#include "xdr.h"

enum { RPC_VERSION = 2, MAX_AUTH = 400 };
enum message_type { CALL = 0, REPLY = 1 };
enum reply_status { MSG_ACCEPTED = 0, MSG_DENIED = 1 };
enum reject_status { RPC_MISMATCH = 0, AUTH_ERROR = 1 };
enum accept_status { SUCCESS = 0, PROG_UNAVAIL = 1, PROG_MISMATCH = 2, PROC_UNAVAIL = 3, GARBAGE_ARGS = 4, SYSTEM_ERR = 5 };

struct call {
  unsigned xid, type, rpc_version, program, version, procedure;
};

bool xdr_call(struct xdr* xdr, struct call* call);  // up to the arguments; sent without credentials, received with any
bool xdr_auth(struct xdr* xdr);                     // credentials or a verifier: sent empty, received ones are passed over

// Carries out the call in `request` and writes its reply: how many bytes that has, or 0 where there is none to give, because
// the request is no call.
size_t answer_call(const unsigned char* request, size_t size, unsigned char reply[MAX_MESSAGE]);

// One remote procedure.
struct procedure {
  xdr_type* argument;
  xdr_type* result;
  void (*run)(const void* argument, void* result);  // what the result points to is new memory of its own
};

// The procedure of that number, or NULL.
const struct procedure* procedure_numbered(unsigned number);

#endif
