// The ring of shm_ring.h as an object that is made or joined, whoever comes first.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>

#include "shared_memory.hpp"
#include "shm_ring.h"

using Item = shm_ring_slot;

class Ring {
 public:
  // Opens the ring NAME, and makes it if there is none: the lock sees to it that only one process does.
  Ring(const std::string& name, std::uint32_t capacity) : memory_(ready_memory(name, capacity)) {}

  // Removes NAME. That there is none is no failure.
  static void remove(const std::string& name) {
    if (::shm_unlink(name.c_str()) < 0 && errno != ENOENT) failed(name);
  }

  // Waits while the ring is full.
  void put(Item item) {
    wait(ring().free_slots);
    {
      const Critical critical(ring().lock);
      slot(ring().in) = item;
      ring().in = next(ring().in);
    }
    ::sem_post(&ring().items);
  }

  // Waits while the ring is empty.
  Item take() {
    Item item;
    wait(ring().items);
    {
      const Critical critical(ring().lock);
      item = slot(ring().out);
      ring().out = next(ring().out);
    }
    ::sem_post(&ring().free_slots);
    return item;
  }

 private:
  class Critical {
   public:
    explicit Critical(sem_t& lock) : lock_(lock) { wait(lock_); }
    Critical(const Critical&) = delete;
    Critical& operator=(const Critical&) = delete;
    ~Critical() { ::sem_post(&lock_); }

   private:
    sem_t& lock_;
  };

  static void wait(sem_t& semaphore) {
    uninterrupted("sem_wait", [&] { return ::sem_wait(&semaphore); });
  }

  // Between open and lock the object may lose its name; who waited on it then would wait where nobody else comes.
  static Mapping ready_memory(const std::string& name, std::uint32_t capacity) {
    for (;;) {
      const Object object(name, O_CREAT | O_RDWR);
      const Locked locked(object);
      if (!object.has_name()) continue;
      return object.size() == 0 ? make(object, name, capacity) : join(object, name, capacity);
    }
  }

  static Mapping make(const Object& object, const std::string& name, std::uint32_t capacity) try {
    object.resize(shm_ring_size(capacity));
    Mapping memory = map(object, capacity);
    auto* ring = static_cast<shm_ring*>(memory.start());
    initialise(ring->free_slots, capacity);
    initialise(ring->items, 1);
    initialise(ring->lock, 1);
    ring->capacity = capacity;
    ring->magic = SHM_RING_MAGIC;
    return memory;
  } catch (...) {
    ::shm_unlink(name.c_str());
    throw;
  }

  // The size is looked at first: reading behind the end of the object is a SIGBUS.
  static Mapping join(const Object& object, const std::string& name, std::uint32_t capacity) {
    if (object.size() != shm_ring_size(capacity)) throw std::runtime_error(name + " is no ring of this capacity");
    Mapping memory = map(object, capacity);
    const auto* ring = static_cast<const shm_ring*>(memory.start());
    if (ring->magic != SHM_RING_MAGIC || ring->capacity != capacity) throw std::runtime_error(name + " is no ring");
    return memory;
  }

  static Mapping map(const Object& object, std::uint32_t capacity) {
    return {object, shm_ring_size(capacity), PROT_READ | PROT_WRITE};
  }

  static void initialise(sem_t& semaphore, unsigned value) {
    constexpr int between_processes = 1;
    if (::sem_init(&semaphore, between_processes, value) < 0) failed("sem_init");
  }

  [[nodiscard]] shm_ring& ring() const { return *static_cast<shm_ring*>(memory_.start()); }
  [[nodiscard]] Item& slot(std::uint32_t index) const { return shm_ring_slots(&ring())[index]; }
  [[nodiscard]] std::uint32_t next(std::uint32_t index) const { return index + 1 == ring().capacity ? 0 : index + 1; }

  Mapping memory_;
};
