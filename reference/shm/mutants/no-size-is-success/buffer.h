// The bounded buffer as producer and consumer use it: the ring of shm_ring.h with unnamed semaphores in the object. What fails
// says so on standard error and returns -1.
#pragma once

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shm_ring.h"

struct buffer {
  struct shm_ring* ring;
  size_t size;
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
// may have gone, and what we would wait on then nobody else could find. *status is what fstat says. The descriptor, or -1.
static inline int open_locked(const char* name, struct stat* status) {
  for (;;) {
    int fd = shm_open(name, O_CREAT | O_RDWR, 0666);
    if (fd < 0) return failed("shm_open");
    while (flock(fd, LOCK_EX) < 0) {
      if (errno == EINTR) continue;
      close(fd);
      return failed("flock");
    }
    if (fstat(fd, status) < 0) {
      close(fd);
      return failed("fstat");
    }
    if (status->st_nlink > 0) return fd;
    close(fd);
  }
}

static inline int map(struct buffer* buffer, int fd) {
  void* memory = mmap(NULL, buffer->size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (memory == MAP_FAILED) return failed("mmap");
  buffer->ring = memory;
  return 0;
}

// Makes the ring in an object of size 0.
static inline int initialise(struct buffer* buffer, int fd, uint32_t capacity) {
  while (ftruncate(fd, (off_t)buffer->size) < 0) {
    if (errno != EINTR) break;
  }
  if (map(buffer, fd) < 0) return -1;
  struct shm_ring* ring = buffer->ring;
  if (sem_init(&ring->free_slots, 1, capacity) < 0) return failed("sem_init");
  if (sem_init(&ring->items, 1, 0) < 0) return failed("sem_init");
  if (sem_init(&ring->lock, 1, 1) < 0) return failed("sem_init");
  ring->capacity = capacity;
  ring->magic = SHM_RING_MAGIC;
  return 0;
}

// Uses the ring that somebody else has made. The size is looked at first: reading behind the end of the object is a SIGBUS.
static inline int join(struct buffer* buffer, int fd, const struct stat* status, const char* name, uint32_t capacity) {
  if ((size_t)status->st_size != buffer->size) return refuse(name, "is there already, and no buffer of this capacity");
  if (map(buffer, fd) < 0) return -1;
  if (buffer->ring->magic != SHM_RING_MAGIC || buffer->ring->capacity != capacity) {
    return refuse(name, "is there already, and no buffer that was completed");
  }
  return 0;
}

// Opens the buffer NAME, and makes it if there is none: the flock sees to it that only one process does.
static inline int buffer_open(struct buffer* buffer, const char* name, uint32_t capacity) {
  struct stat status;
  int fd = open_locked(name, &status);
  if (fd < 0) return -1;
  *buffer = (struct buffer){.size = shm_ring_size(capacity)};
  int fresh = status.st_size == 0;
  int ready = fresh ? initialise(buffer, fd, capacity) : join(buffer, fd, &status, name, capacity);
  if (ready < 0 && fresh) shm_unlink(name);
  flock(fd, LOCK_UN);  // close would not give it back: the mapping keeps the open file alive
  close(fd);
  return ready;
}

// Removes NAME. That there is none is no failure.
static inline int buffer_remove(const char* name) { return shm_unlink(name) < 0 && errno != ENOENT ? failed("shm_unlink") : 0; }

static inline int wait_for(sem_t* semaphore) {
  while (sem_wait(semaphore) < 0) {
    if (errno != EINTR) return failed("sem_wait");
  }
  return 0;
}

static inline int buffer_put(struct buffer* buffer, struct shm_ring_slot item) {
  struct shm_ring* ring = buffer->ring;
  if (wait_for(&ring->free_slots) < 0) return -1;
  if (wait_for(&ring->lock) < 0) return -1;
  shm_ring_slots(ring)[ring->in] = item;
  ring->in = (ring->in + 1) % ring->capacity;
  sem_post(&ring->lock);
  sem_post(&ring->items);
  return 0;
}

static inline int buffer_take(struct buffer* buffer, struct shm_ring_slot* item) {
  struct shm_ring* ring = buffer->ring;
  if (wait_for(&ring->items) < 0) return -1;
  if (wait_for(&ring->lock) < 0) return -1;
  *item = shm_ring_slots(ring)[ring->out];
  ring->out = (ring->out + 1) % ring->capacity;
  sem_post(&ring->lock);
  sem_post(&ring->free_slots);
  return 0;
}

static inline void buffer_close(struct buffer* buffer) { munmap(buffer->ring, buffer->size); }
