// The buffer as a monitor: one mutex and two conditions, shared between processes.
//
// The mutex is robust: when a process dies while it holds it, the next one gets EOWNERDEAD instead of waiting for ever. It can go
// on at once, because what the mutex guards is right at every instant: an item counts only when `put` has moved, and a slot is
// free only when `taken` has.
#include "buffer.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

struct ring {
  uint32_t ready;  // ring_is_ready, written last
  uint32_t capacity;
  pthread_mutex_t mutex;
  pthread_cond_t not_full, not_empty;
  uint64_t put, taken;  // how many items ever were; item n is in slot n % capacity
  struct item slots[];
};

enum { ring_is_ready = 0x52454459 };

static int failed(const char* what) {
  perror(what);
  return -1;
}

// The same for the pthread functions, which return the error number and leave errno alone.
static int failed_with(int error, const char* what) {
  fprintf(stderr, "%s: %s\n", what, strerror(error));
  return -1;
}

static int refuse(const char* name, const char* why) {
  fprintf(stderr, "%s %s\n", name, why);
  return -1;
}

// Takes the lock and looks at the object: 1 if it still has its name, 0 if somebody has removed it since we opened it.
static int lock_object(int fd, struct stat* status) {
  if (flock(fd, LOCK_EX) < 0) return failed("flock");
  if (fstat(fd, status) < 0) return failed("fstat");
  return status->st_nlink > 0;
}

// Opens NAME with its lock held. *status is what fstat says. The descriptor, or -1.
static int open_locked(const char* name, struct stat* status) {
  for (;;) {
    int fd = shm_open(name, O_CREAT | O_RDWR, 0666);
    if (fd < 0) return failed("shm_open");
    int locked = lock_object(fd, status);
    if (locked > 0) return fd;
    close(fd);
    if (locked < 0) return -1;
  }
}

static int map(struct buffer* buffer, int fd) {
  void* memory = mmap(NULL, buffer->size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (memory == MAP_FAILED) return failed("mmap");
  buffer->ring = memory;
  return 0;
}

// Gives the object its size and its memory: with ftruncate alone, a full /dev/shm would kill us at the first access (SIGBUS).
static int allocate(int fd, size_t size) {
  int error;
  while ((error = posix_fallocate(fd, 0, (off_t)size)) == EINTR) continue;
  return error == 0 ? 0 : failed_with(error, "posix_fallocate");
}

static int initialise_mutex(pthread_mutex_t* mutex) {
  pthread_mutexattr_t shared;
  int error = pthread_mutexattr_init(&shared);
  if (error == 0) error = pthread_mutexattr_setpshared(&shared, PTHREAD_PROCESS_SHARED);
  if (error == 0) error = pthread_mutexattr_setrobust(&shared, PTHREAD_MUTEX_ROBUST);
  if (error == 0) error = pthread_mutex_init(mutex, &shared);
  pthread_mutexattr_destroy(&shared);
  return error == 0 ? 0 : failed_with(error, "pthread_mutex_init");
}

static int initialise_condition(pthread_cond_t* condition) {
  pthread_condattr_t shared;
  int error = pthread_condattr_init(&shared);
  if (error == 0) error = pthread_condattr_setpshared(&shared, PTHREAD_PROCESS_SHARED);
  if (error == 0) error = pthread_cond_init(condition, &shared);
  pthread_condattr_destroy(&shared);
  return error == 0 ? 0 : failed_with(error, "pthread_cond_init");
}

static int initialise(struct buffer* buffer, int fd, uint32_t capacity) {
  if (allocate(fd, buffer->size) < 0 || map(buffer, fd) < 0) return -1;
  struct ring* ring = buffer->ring;
  if (initialise_mutex(&ring->mutex) < 0) return -1;
  if (initialise_condition(&ring->not_full) < 0) return -1;
  if (initialise_condition(&ring->not_empty) < 0) return -1;
  ring->capacity = capacity;
  ring->ready = ring_is_ready;
  return 0;
}

// The size is looked at first: reading behind the end of the object is a SIGBUS.
static int join(struct buffer* buffer, int fd, const struct stat* status, const char* name, uint32_t capacity) {
  if ((size_t)status->st_size != buffer->size) return refuse(name, "is there already, and no buffer of this capacity");
  if (map(buffer, fd) < 0) return -1;
  if (buffer->ring->ready == ring_is_ready && buffer->ring->capacity == capacity) return 0;
  return refuse(name, "is there already, and no buffer that was completed");
}

int buffer_open(struct buffer* buffer, const char* name, uint32_t capacity) {
  struct stat status;
  int fd = open_locked(name, &status);
  if (fd < 0) return -1;
  *buffer = (struct buffer){.size = sizeof(struct ring) + capacity * sizeof(struct item)};
  int fresh = status.st_size == 0;
  int ready = fresh ? initialise(buffer, fd, capacity) : join(buffer, fd, &status, name, capacity);
  if (ready < 0 && fresh) shm_unlink(name);
  flock(fd, LOCK_UN);  // close would not give it back: the mapping keeps the open file alive
  close(fd);
  return ready;
}

int buffer_remove(const char* name) { return shm_unlink(name) < 0 && errno != ENOENT ? failed("shm_unlink") : 0; }

// What lock and wait have returned: 0 also after a death, which leaves nothing half done here.
static int owned(struct ring* ring, int error, const char* what) {
  if (error == EOWNERDEAD) error = pthread_mutex_consistent(&ring->mutex);
  return error == 0 ? 0 : failed_with(error, what);
}

static int lock(struct ring* ring) { return owned(ring, pthread_mutex_lock(&ring->mutex), "pthread_mutex_lock"); }

static int wait_on(pthread_cond_t* condition, struct ring* ring) {
  return owned(ring, pthread_cond_wait(condition, &ring->mutex), "pthread_cond_wait");
}

static void unlock(struct ring* ring) { pthread_mutex_unlock(&ring->mutex); }

int buffer_put(struct buffer* buffer, struct item item) {
  struct ring* ring = buffer->ring;
  if (lock(ring) < 0) return -1;
  while (ring->put - ring->taken == ring->capacity) {
    if (wait_on(&ring->not_full, ring) < 0) return -1;
  }
  ring->slots[ring->put % ring->capacity] = item;
  ++ring->put;
  pthread_cond_signal(&ring->not_empty);
  unlock(ring);
  return 0;
}

int buffer_take(struct buffer* buffer, struct item* item, int (*before_waiting)(void)) {
  struct ring* ring = buffer->ring;
  if (lock(ring) < 0) return -1;
  if (ring->put == ring->taken) {
    unlock(ring);
    if (before_waiting() < 0 || lock(ring) < 0) return -1;
  }
  while (ring->put == ring->taken) {
    if (wait_on(&ring->not_empty, ring) < 0) return -1;
  }
  *item = ring->slots[ring->taken % ring->capacity];
  ++ring->taken;
  pthread_cond_signal(&ring->not_full);
  unlock(ring);
  return 0;
}

void buffer_close(struct buffer* buffer) { munmap(buffer->ring, buffer->size); }
