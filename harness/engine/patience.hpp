// How long a call was told to wait at most, as far as its arguments say.
#pragma once

#include <chrono>

#include "engine/world.hpp"

namespace ipcgrade::engine {

// Whether it was told not to wait at all: then no signal can interrupt it. By its arguments and by its descriptor: O_NONBLOCK,
// MSG_DONTWAIT, IPC_NOWAIT, WNOHANG, a timeout of zero.
[[nodiscard]] bool told_not_to_wait(World& world, const Thread& thread);
// Whether its timeout, if it has one that is a length of time, is that long or longer.
[[nodiscard]] bool waits_at_least(World& world, const Thread& thread, std::chrono::nanoseconds time);

}  // namespace ipcgrade::engine
