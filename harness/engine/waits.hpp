// What a call in progress waits for: its objects, and whether it ends by itself. Decided from the row of the call, its
// arguments and the objects they name.
#pragma once

#include <vector>

#include "engine/world.hpp"
#include "model/trace.hpp"

namespace ipcgrade::engine {

struct Awaited {
  std::vector<model::Wait> waits;  // wakers not filled in; empty: nothing that could make it wait
  bool timed = false;              // a timeout of its own ends it
};

// Whether it is in a call that can put it to sleep (or in one that nobody knows).
[[nodiscard]] bool may_wait(const Thread& thread);

[[nodiscard]] Awaited awaited(World& world, const Thread& thread);
// Only the first half of that: cheap enough for every time that a thread falls asleep.
[[nodiscard]] std::vector<model::Wait> waits_of(World& world, const Thread& thread);

}  // namespace ipcgrade::engine
