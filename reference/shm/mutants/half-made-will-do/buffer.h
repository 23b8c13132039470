// A bounded buffer in shared memory that processes share, whoever of them comes first. Any number of processes may put and take.
// What fails says so on standard error and returns -1.
#pragma once

#include <stddef.h>
#include <stdint.h>

struct item {
  uint32_t producer, index;
};

struct ring;

struct buffer {
  struct ring* ring;
  size_t size;
};

// Opens the buffer NAME, and makes it if there is none.
int buffer_open(struct buffer* buffer, const char* name, uint32_t capacity);

// Removes the buffer NAME. That there is none is no failure.
int buffer_remove(const char* name);

// Waits while the buffer is full.
int buffer_put(struct buffer* buffer, struct item item);

// Waits while the buffer is empty. `before_waiting` is called first if that may take a while, with nothing locked.
int buffer_take(struct buffer* buffer, struct item* item, int (*before_waiting)(void));

void buffer_close(struct buffer* buffer);
