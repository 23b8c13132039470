// Whether a call that begins was told not to wait: then no signal can interrupt it.
#pragma once

#include "engine/world.hpp"

namespace ipcgrade::engine {

// By its arguments and by its descriptor: O_NONBLOCK, MSG_DONTWAIT, IPC_NOWAIT, WNOHANG, a timeout of zero.
[[nodiscard]] bool told_not_to_wait(World& world, const Thread& thread);

}  // namespace ipcgrade::engine
