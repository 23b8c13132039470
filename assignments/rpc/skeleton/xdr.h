// XDR (RFC 4506) for the types of calc.x. The codec, the server and the client all marshal by these two functions.
#ifndef XDR_H
#define XDR_H

#include <stdbool.h>
#include <stddef.h>

enum { MAX_MESSAGE = 8192 };  // bytes in a call or a reply

// Writes the value of a type ("pair", "text", …; the structures are in calc.h) in XDR: how many bytes that takes, or -1 if it
// takes more than `room`, or if something in it is longer than calc.x allows.
long encode(const char* type, const void* value, unsigned char* bytes, size_t room);

// Reads a value of the type out of exactly `size` bytes. `value` is all zero before; what strings, arrays and pointers need is
// taken from malloc. False if the bytes are too few or too many, or a length is beyond its limit.
bool decode(const char* type, const unsigned char* bytes, size_t size, void* value);

#endif
