// shm_ring.h: what a ring buffer in shared memory looks like, byte for byte, so that programs from different hands can share one
// (part C). The numbers are those of Linux on 64-bit machines; all integers are in the machine's own byte order.
//
//     offset   size   member       meaning
//          0      4   magic        SHM_RING_MAGIC, written last: the ring is ready
//          4      4   capacity     how many slots there are
//          8      4   in           the slot that the next put fills, 0 … capacity - 1
//         12      4   out          the slot that the next take empties, 0 … capacity - 1
//         16     32   free_slots   semaphore, initially capacity: how many slots may be filled
//         48     32   items        semaphore, initially 0: how many slots may be emptied
//         80     32   lock         semaphore, initially 1: taken while in, out or a slot is read or changed
//        112     16   reserved     zero
//        128      8   slots[0]     producer (4 bytes: its K), index (4 bytes: 0, 1, 2, …)
//        136      8   slots[1]     and so on: slots[i] is at 128 + 8 * i
//
// The object is exactly 128 + 8 * capacity bytes long. The semaphores are unnamed ones that processes share: sem_init with a
// second argument that is not 0.
//
// Making it: open NAME with O_CREAT | O_RDWR and hold flock(LOCK_EX) on the descriptor. Who then finds the size 0 makes the ring:
// ftruncate to the full size, initialise the semaphores, write capacity, and magic last. Who finds another size makes nothing:
// it checks size, magic and capacity. Only then is the flock given back.
//
// Putting:  wait for free_slots, wait for lock, fill slots[in], in = (in + 1) % capacity, post lock, post items.
// Taking:   wait for items, wait for lock, empty slots[out], out = (out + 1) % capacity, post lock, post free_slots.
#ifndef SHM_RING_H
#define SHM_RING_H

#include <assert.h>
#include <semaphore.h>
#include <stddef.h>
#include <stdint.h>

#define SHM_RING_MAGIC 0x474e4952u  // the bytes "RING"

struct shm_ring {
  uint32_t magic;
  uint32_t capacity;
  uint32_t in;
  uint32_t out;
  sem_t free_slots;
  sem_t items;
  sem_t lock;
  unsigned char reserved[16];
};

struct shm_ring_slot {
  uint32_t producer;
  uint32_t index;
};

static_assert(sizeof(sem_t) == 32, "this layout is for 64-bit Linux");
static_assert(offsetof(struct shm_ring, free_slots) == 16, "free_slots is at 16");
static_assert(offsetof(struct shm_ring, items) == 48, "items is at 48");
static_assert(offsetof(struct shm_ring, lock) == 80, "lock is at 80");
static_assert(sizeof(struct shm_ring) == 128, "the slots begin at 128");
static_assert(sizeof(struct shm_ring_slot) == 8, "a slot has 8 bytes");

// How long the object is.
static inline size_t shm_ring_size(uint32_t capacity) {
  return sizeof(struct shm_ring) + capacity * sizeof(struct shm_ring_slot);
}

// The first slot, behind everything else.
static inline struct shm_ring_slot* shm_ring_slots(struct shm_ring* ring) { return (struct shm_ring_slot*)(ring + 1); }

#endif
