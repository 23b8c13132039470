// Threads that a language's runtime keeps for itself: a JVM's collectors and compilers, Go's monitor. They wait with timeouts,
// for ever and ever, and would keep every process of that language from being blocked; what they do is no business of the
// program.
#pragma once

#include "engine/waits.hpp"
#include "engine/world.hpp"

namespace ipcgrade::engine {

// Whether this thread is one of those, while it waits like one.
[[nodiscard]] bool is_runtime_helper(Process& process, const Thread& thread, const Awaited& awaited);
// Whether a thread of the program itself waits inside its process, perhaps for one of those (to collect, to come to its end). The
// first thread of a JVM only waits for the one that runs main.
[[nodiscard]] bool waits_inside(World& world, Process& process);
// Whether it is one, whatever it does.
[[nodiscard]] bool belongs_to_runtime(Process& process, const Thread& thread);

}  // namespace ipcgrade::engine
