// How long a turn on the CPU a thread asks of the fair scheduler (EEVDF, sched_setattr(2), since Linux 6.12; earlier kernels take
// no notice). Who asks for less goes first: beside busy neighbours a tracee runs soon after it was let go, and one that was just
// let go displaces the tracer, which then finds its work done.
#pragma once

#include <chrono>

namespace ipcgrade::engine::tracer {

inline constexpr std::chrono::microseconds tracee_turn{100};  // the least there is
inline constexpr std::chrono::microseconds tracer_turn{200};

// For the calling thread and all that it forks. Async-signal-safe.
void ask_for_turns_of(std::chrono::nanoseconds length) noexcept;

}  // namespace ipcgrade::engine::tracer
