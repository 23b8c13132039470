// Whether a pipe holds as much as a pipe does. A user's pipes share what the kernel allows (pipe(7), pipe-user-pages-soft), those
// of other trials and of people on the same machine included: past it new ones hold a page or two, and a program that would have
// run waits for room.
#pragma once

#include "engine/world.hpp"

namespace ipcgrade::engine {

// Of a call that has just returned, while its thread is stopped at the exit. No where nobody can tell.
[[nodiscard]] bool made_small_pipe(const Process& process, const Call& call, std::int64_t result);

}  // namespace ipcgrade::engine
