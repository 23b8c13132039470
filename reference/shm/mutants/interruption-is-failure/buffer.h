// The bounded buffer as producer and consumer use it: the items in the shared memory object NAME, three named semaphores beside
// it. What fails says so on standard error and returns -1.
//
// Names outlive processes, and a semaphore keeps its value: what an earlier run has left would be wrong counts for this one. So
// whoever makes the object makes the semaphores anew, and whoever removes them holds the object's lock.
#pragma once

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <semaphore.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

struct item {
  uint32_t producer, index;
};

struct ring {
  uint32_t ready;  // ring_is_ready, written last
  uint32_t capacity;
  uint32_t in, out;  // the next slot to fill, and the next to empty
  struct item slots[];
};

enum { ring_is_ready = 0x52454459 };

struct buffer {
  struct ring* ring;
  size_t size;
  sem_t *free_slots, *items, *lock;
};

static inline int failed(const char* what) {
  perror(what);
  return -1;
}

static inline int refuse(const char* name, const char* why) {
  fprintf(stderr, "%s %s\n", name, why);
  return -1;
}

// Opens NAME with its lock held, and never an object that somebody has removed in the meantime: between open and flock the name
// may have gone. *status is what fstat says. The descriptor, or -1 without a message.
static inline int open_locked(const char* name, int flags, struct stat* status) {
  for (;;) {
    int fd = shm_open(name, flags | O_RDWR, 0666);
    if (fd < 0) return -1;
    int locked;
    while ((locked = flock(fd, LOCK_EX)) < 0 && errno == EINTR) continue;
    if (locked < 0 || fstat(fd, status) < 0) {
      close(fd);
      return -1;
    }
    if (status->st_nlink > 0) return fd;
    close(fd);
  }
}

// Gives the lock back. close alone would not do it while the object is mapped: the mapping keeps the open file alive.
static inline void close_locked(int fd) {
  flock(fd, LOCK_UN);
  close(fd);
}

struct semaphore_name {
  char text[NAME_MAX + 16];  // with room for the suffix, so that what is too long is refused and not cut off
};

static inline struct semaphore_name name_of(const char* name, const char* suffix) {
  struct semaphore_name full;
  snprintf(full.text, sizeof full.text, "%s-%s", name, suffix);
  return full;
}

static inline int forget(const char* name, const char* suffix) {
  return sem_unlink(name_of(name, suffix).text) < 0 && errno != ENOENT ? failed("sem_unlink") : 0;
}

static inline int forget_semaphores(const char* name) {
  int done = forget(name, "free");
  if (forget(name, "items") < 0) done = -1;
  if (forget(name, "lock") < 0) done = -1;
  return done;
}

// Removes NAME and its semaphores. That there is none is no failure.
static inline int buffer_remove(const char* name) {
  struct stat status;
  int fd = open_locked(name, 0, &status);
  if (fd < 0) return errno == ENOENT ? 0 : failed("shm_open");
  int done = forget_semaphores(name);
  if (shm_unlink(name) < 0) done = failed("shm_unlink");
  close_locked(fd);
  return done;
}

static inline int open_semaphore(sem_t** semaphore, const char* name, const char* suffix, int flags, uint32_t value) {
  *semaphore = sem_open(name_of(name, suffix).text, flags, 0666, value);
  return *semaphore == SEM_FAILED ? failed("sem_open") : 0;
}

// The flags are 0 for semaphores that are there, O_CREAT | O_EXCL for new ones.
static inline int open_semaphores(struct buffer* buffer, const char* name, int flags, uint32_t capacity) {
  if (open_semaphore(&buffer->free_slots, name, "free", flags, capacity) < 0) return -1;
  if (open_semaphore(&buffer->items, name, "items", flags, 0) < 0) return -1;
  return open_semaphore(&buffer->lock, name, "lock", flags, 1);
}

static inline int map(struct buffer* buffer, int fd) {
  void* memory = mmap(NULL, buffer->size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (memory == MAP_FAILED) return failed("mmap");
  buffer->ring = memory;
  return 0;
}

static inline int initialise(struct buffer* buffer, int fd, const char* name, uint32_t capacity) {
  while (ftruncate(fd, (off_t)buffer->size) < 0) {
    if (errno != EINTR) return failed("ftruncate");
  }
  if (map(buffer, fd) < 0 || forget_semaphores(name) < 0) return -1;
  if (open_semaphores(buffer, name, O_CREAT | O_EXCL, capacity) < 0) return -1;
  buffer->ring->capacity = capacity;
  buffer->ring->ready = ring_is_ready;
  return 0;
}

// The size is looked at first: reading behind the end of the object is a SIGBUS.
static inline int join(struct buffer* buffer, int fd, const struct stat* status, const char* name, uint32_t capacity) {
  if ((size_t)status->st_size != buffer->size) return refuse(name, "is there already, and no buffer of this capacity");
  if (map(buffer, fd) < 0) return -1;
  if (buffer->ring->ready != ring_is_ready || buffer->ring->capacity != capacity) {
    return refuse(name, "is there already, and no buffer that was completed");
  }
  return open_semaphores(buffer, name, 0, capacity);
}

// Opens the buffer NAME, and makes it if there is none: the flock sees to it that only one process does.
static inline int buffer_open(struct buffer* buffer, const char* name, uint32_t capacity) {
  struct stat status;
  int fd = open_locked(name, O_CREAT, &status);
  if (fd < 0) return failed("shm_open");
  *buffer = (struct buffer){.size = sizeof(struct ring) + capacity * sizeof(struct item)};
  int fresh = status.st_size == 0;
  int ready = fresh ? initialise(buffer, fd, name, capacity) : join(buffer, fd, &status, name, capacity);
  if (ready < 0 && fresh) {
    forget_semaphores(name);
    shm_unlink(name);
  }
  close_locked(fd);
  return ready;
}

static inline int wait_for(sem_t* semaphore) { return sem_wait(semaphore) < 0 ? failed("sem_wait") : 0; }

static inline int buffer_put(struct buffer* buffer, struct item item) {
  struct ring* ring = buffer->ring;
  if (wait_for(buffer->free_slots) < 0 || wait_for(buffer->lock) < 0) return -1;
  ring->slots[ring->in] = item;
  ring->in = (ring->in + 1) % ring->capacity;
  sem_post(buffer->lock);
  sem_post(buffer->items);
  return 0;
}

static inline int buffer_take(struct buffer* buffer, struct item* item) {
  struct ring* ring = buffer->ring;
  if (wait_for(buffer->items) < 0 || wait_for(buffer->lock) < 0) return -1;
  *item = ring->slots[ring->out];
  ring->out = (ring->out + 1) % ring->capacity;
  sem_post(buffer->lock);
  sem_post(buffer->free_slots);
  return 0;
}

static inline void buffer_close(struct buffer* buffer) {
  sem_close(buffer->free_slots);
  sem_close(buffer->items);
  sem_close(buffer->lock);
  munmap(buffer->ring, buffer->size);
}
