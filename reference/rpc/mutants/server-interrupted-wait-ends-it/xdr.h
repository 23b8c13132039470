// XDR (RFC 4506) by hand. One function per type does all three directions, so that encoder and decoder cannot disagree: it
// encodes *value behind what is there, decodes the next bytes into *value, or frees what decoding has allocated in *value.
//
// Every function returns false where it cannot: no room, too few bytes, a length beyond its limit. What it has decoded by then is
// incomplete, but can be freed. To decode, *value must be all zero.
#ifndef XDR_H
#define XDR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "calc.h"

enum { MAX_MESSAGE = 8192 };  // bytes in a call or a reply

enum xdr_direction { ENCODE, DECODE, FREE };

struct xdr {
  enum xdr_direction direction;
  unsigned char* next;  // where the next byte goes to or comes from
  unsigned char* end;   // behind the last one
};

typedef bool xdr_type(struct xdr* xdr, void* value);

struct xdr xdr_to(unsigned char* buffer, size_t size);         // encodes
struct xdr xdr_from(const unsigned char* bytes, size_t size);  // decodes
void xdr_free(xdr_type* type, void* value);
size_t xdr_left(const struct xdr* xdr);

// The types that RFC 4506 builds in.
xdr_type xdr_void, xdr_int, xdr_unsigned, xdr_hyper, xdr_unsigned_hyper, xdr_float, xdr_double, xdr_bool;
bool xdr_opaque(struct xdr* xdr, char* bytes, size_t size);                    // fixed length
bool xdr_bytes(struct xdr* xdr, char** bytes, unsigned* size, unsigned most);  // variable length
bool xdr_string(struct xdr* xdr, char** string, unsigned most);
bool xdr_array(struct xdr* xdr, void** values, unsigned* count, unsigned most, size_t size, xdr_type* type);
bool xdr_optional(struct xdr* xdr, void** value, size_t size, xdr_type* type);

// The types of calc.x.
xdr_type xdr_text, xdr_joined, xdr_greeting, xdr_data, xdr_tag, xdr_numbers, xdr_pair, xdr_texts, xdr_trend, xdr_div_result;
xdr_type xdr_stats, xdr_answer, xdr_person, xdr_list, xdr_graph, xdr_graph_result;

#endif
