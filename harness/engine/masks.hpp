// Tracing must not change a program. A traced thread is woken even by signals it ignores, and some calls then return EINTR
// or move fewer bytes: epoll_wait, semop, sigtimedwait, recv with a timeout, a large pipe write. So while one of these waits,
// those of SIGCHLD, SIGURG, SIGWINCH and SIGCONT that the process does not catch are blocked for the thread.
#pragma once

#include "engine/world.hpp"

namespace ipcgrade::engine {

// At the entry stop of a call that can wait; remembers in the call what it changed. May change `registers`, which the
// caller then writes back: true if it did.
[[nodiscard]] bool shield_from_ignored_signals(World& world, Thread& thread, Registers& registers);
// Whether the kernel would drop this signal that is sent to that thread (a process's first, where the process is meant): it is
// ignored, and not blocked, so that nobody could take it later. For a process that is not stopped.
[[nodiscard]] bool is_dropped(const World& world, const Thread& receiver, int signal);
// At its exit stop: puts everything back. True if `registers` must be written back.
[[nodiscard]] bool unshield(Thread& thread, Registers& registers);

}  // namespace ipcgrade::engine
