// The bounded buffer as producer and consumer use it. Opening is written here; what the buffer is made of is yours.
#pragma once

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

// An item: who has made it, and which one it is.
struct item {
  uint32_t producer, index;
};

// What a process knows of the buffer: where it is mapped, how long it is. The buffer itself is a structure of yours in the object
// (for part C, the one of shm_ring.h).
struct buffer {
  void* memory;
  size_t size;
};

static inline int failed(const char* what) {
  perror(what);
  return -1;
}

static inline int not_written(const char* what) {
  fprintf(stderr, "%s is not written yet\n", what);
  return -1;
}

// Opens the object NAME, makes it if there is none, and holds its flock: whoever else opens it waits until we give that back.
// *size is the object's size: 0 means that nobody has initialised it. The descriptor, or -1 after a message.
//
// While we waited for the flock, somebody may have removed the object. Then it has no name any more (st_nlink is 0), nobody else
// would ever find it, and we begin again.
static inline int open_locked(const char* name, off_t* size) {
  for (;;) {
    int fd = shm_open(name, O_CREAT | O_RDWR, 0666);
    if (fd < 0) return failed("shm_open");
    struct stat status;
    int locked;
    while ((locked = flock(fd, LOCK_EX)) < 0 && errno == EINTR) continue;
    if (locked < 0 || fstat(fd, &status) < 0) {
      close(fd);
      return failed("flock");
    }
    *size = status.st_size;
    if (status.st_nlink > 0) return fd;
    close(fd);
  }
}

// Gives the flock back. close alone would not do that once the object is mapped: the mapping keeps the open file alive.
static inline void close_locked(int fd) {
  flock(fd, LOCK_UN);
  close(fd);
}

// The object has size 0: give it its size, map it, and make what is in it.
static inline int initialise(struct buffer* buffer, int fd, const char* name, uint32_t capacity) {
  (void)buffer;
  (void)fd;
  (void)name;
  (void)capacity;
  return not_written("initialise");
}

// The object was made by somebody else: look whether it is a buffer of this capacity, and map it.
static inline int join(struct buffer* buffer, int fd, off_t size, const char* name, uint32_t capacity) {
  (void)buffer;
  (void)fd;
  (void)size;
  (void)name;
  (void)capacity;
  return not_written("join");
}

static inline int buffer_open(struct buffer* buffer, const char* name, uint32_t capacity) {
  off_t size;
  int fd = open_locked(name, &size);
  if (fd < 0) return -1;
  int ready = size == 0 ? initialise(buffer, fd, name, capacity) : join(buffer, fd, size, name, capacity);
  close_locked(fd);
  return ready;
}

// Removes every named object of the buffer. That there is none is no failure.
static inline int buffer_remove(const char* name) {
  (void)name;
  return not_written("buffer_remove");
}

// Waits while the buffer is full.
static inline int buffer_put(struct buffer* buffer, struct item item) {
  (void)buffer;
  (void)item;
  return not_written("buffer_put");
}

// Waits while the buffer is empty.
static inline int buffer_take(struct buffer* buffer, struct item* item) {
  (void)buffer;
  (void)item;
  return not_written("buffer_take");
}
