// Values as words: how the codec's lines, and the client's arguments and results, write the types of calc.x. The handout has
// the notation; this is yours to use as it is, with the structures of calc.h, rpcgen's or ours.
#ifndef NOTATION_H
#define NOTATION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct words {
  char** next;  // the first word that is not read yet
  char** end;   // behind the last one
};

struct notation {
  const char* type;  // as in calc.x: "pair", "hyper"
  size_t size;       // sizeof its structure

  // Reads one value into memory that is all zero. What it allocates, it takes from malloc; after a failure what is there is
  // incomplete, but can be freed like a complete value.
  bool (*read)(struct words* words, void* value);

  // Prints one value, without a blank or newline around it.
  void (*print)(FILE* out, const void* value);
};

// The notation of a type, or NULL if there is no such type.
const struct notation* notation_of(const char* type);

// Cuts a line at its blanks, in place. Returns how many words there are, at most `most` of which are put into `words`.
size_t cut_into_words(char* line, char** words, size_t most);

#endif
