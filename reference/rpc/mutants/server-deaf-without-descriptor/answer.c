// What a server answers to a call.
#include <string.h>

#include "rpc.h"

enum { MAX_VALUE = 64 };  // sizeof the largest argument or result

union value {
  max_align_t aligned;
  char bytes[MAX_VALUE];
};

static void put(struct xdr* xdr, unsigned number) { xdr_unsigned(xdr, &number); }  // a reply's beginning always has room

static void begin_reply(struct xdr* reply, unsigned xid, enum accept_status status) {
  put(reply, xid);
  put(reply, REPLY);
  put(reply, MSG_ACCEPTED);
  xdr_auth(reply);
  put(reply, status);
}

// Decodes the arguments, runs the procedure and encodes its result.
static enum accept_status run(const struct procedure* procedure, struct xdr* arguments, struct xdr* results) {
  union value argument, result;
  memset(&argument, 0, sizeof argument);
  memset(&result, 0, sizeof result);
  enum accept_status status = GARBAGE_ARGS;
  if (procedure->argument(arguments, &argument) && xdr_left(arguments) == 0) {
    procedure->run(&argument, &result);
    status = procedure->result(results, &result) ? SUCCESS : SYSTEM_ERR;
    xdr_free(procedure->result, &result);
  }
  xdr_free(procedure->argument, &argument);
  return status;
}

size_t answer_call(const unsigned char* request, size_t size, unsigned char bytes[MAX_MESSAGE]) {
  struct call call;
  struct xdr arguments = xdr_from(request, size);
  if (!xdr_call(&arguments, &call) || call.type != CALL) return 0;
  struct xdr reply = xdr_to(bytes, MAX_MESSAGE);
  if (call.rpc_version != RPC_VERSION) {
    put(&reply, call.xid);
    put(&reply, REPLY);
    put(&reply, MSG_DENIED);
    put(&reply, RPC_MISMATCH);
    put(&reply, RPC_VERSION);
    put(&reply, RPC_VERSION);
  } else if (call.program != CALC_PROGRAM) {
    begin_reply(&reply, call.xid, PROG_UNAVAIL);
  } else if (call.version != CALC_VERSION) {
    begin_reply(&reply, call.xid, PROG_MISMATCH);
    put(&reply, CALC_VERSION);
    put(&reply, CALC_VERSION);
  } else if (procedure_numbered(call.procedure) == NULL) {
    begin_reply(&reply, call.xid, PROC_UNAVAIL);
  } else {
    begin_reply(&reply, call.xid, SUCCESS);
    struct xdr results = reply;
    enum accept_status status = run(procedure_numbered(call.procedure), &arguments, &results);
    if (status == SUCCESS) return (size_t)(results.next - bytes);
    reply = xdr_to(bytes, MAX_MESSAGE);
    begin_reply(&reply, call.xid, status);
  }
  return (size_t)(reply.next - bytes);
}
