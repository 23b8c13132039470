// Threads that a language's runtime keeps for itself: a JVM's collectors and compilers, Go's monitor. They wait with timeouts,
// for ever and ever, and would keep every process of that language from being blocked; what they do is no business of the
// program.
#pragma once

#include "engine/waits.hpp"
#include "engine/world.hpp"

namespace ipcgrade::engine {

// Whether this thread is one of those, while it waits like one.
[[nodiscard]] bool is_runtime_helper(Process& process, const Thread& thread, const Awaited& awaited);
// Whether it is one, whatever it does.
[[nodiscard]] bool belongs_to_runtime(Process& process, const Thread& thread);

}  // namespace ipcgrade::engine
