#include "rpc.h"

bool xdr_auth(struct xdr* xdr) {
  unsigned flavor = 0, size = 0;
  if (!xdr_unsigned(xdr, &flavor) || !xdr_unsigned(xdr, &size)) return false;
  char body[MAX_AUTH];
  return size <= MAX_AUTH && xdr_opaque(xdr, body, size);
}

bool xdr_call(struct xdr* xdr, struct call* call) {
  if (!xdr_unsigned(xdr, &call->xid) || !xdr_unsigned(xdr, &call->type)) return false;
  if (!xdr_unsigned(xdr, &call->rpc_version)) return false;
  if (xdr->direction == DECODE && call->rpc_version != RPC_VERSION) return true;  // nobody knows what comes then
  return xdr_unsigned(xdr, &call->program) && xdr_unsigned(xdr, &call->version) && xdr_unsigned(xdr, &call->procedure) &&
         xdr_auth(xdr) && xdr_auth(xdr);
}
