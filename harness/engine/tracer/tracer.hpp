// The sole user of ptrace(2) and of waitpid(2) on tracees. Every operation on a tracee that has vanished says so (Gone, an
// empty result) instead of throwing: a SIGKILL can take a tracee away between any two calls.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <optional>
#include <string>

#include "engine/registers.hpp"
#include "engine/stop.hpp"

namespace ipcgrade::engine::tracer {

enum class Alive : std::uint8_t { yes, gone };
enum class Resume : std::uint8_t { to_next_entry, to_call_exit, single_step };
enum class Wait : std::uint8_t { block, look };

// Attaches without stopping; every fork, clone, vfork and exec is followed, and all tracees die with the tracer.
// Throws SystemError where the machine refuses ptrace.
void seize(pid_t pid);

// The next stop of any tracee. `look` returns at once; `block` waits until one comes or a signal interrupts us.
// nullopt: none (or interrupted).
std::optional<Stop> next_stop(Wait wait);
// The same for one tracee only, blocking: for single steps and for tracees that must stop next.
std::optional<Stop> next_stop_of(pid_t tid);

// Waits until no child and no tracee is left. Only after all that anybody has heard of were sent SIGKILL.
void reap_everyone();

Alive resume(pid_t tid, Resume how, int signal);
// Whether the kernel has something to tell about it that nobody has taken yet (waitid(2), WNOWAIT).
[[nodiscard]] bool has_news(pid_t tid);
// Lets a tracee in a group stop stay there and still tell us of its end (PTRACE_LISTEN).
Alive listen(pid_t tid);
Alive interrupt(pid_t tid);
// Ends the tracing of a tracee that is in a stop; it goes on, with that signal where it stands before one (PTRACE_DETACH).
Alive release(pid_t tid, int signal);

std::optional<Registers> registers(pid_t tid);
Alive set_registers(pid_t tid, const Registers& registers);
std::optional<std::uint64_t> signal_mask(pid_t tid);
Alive set_signal_mask(pid_t tid, std::uint64_t mask);
// si_addr of the signal it is stopped at (SIGSEGV, SIGBUS, …), or 0.
std::uint64_t fault_address(pid_t tid);
enum class Origin : std::uint8_t { itself, elsewhere };
// Whether that signal is of the program's own making (a fault, abort) or was sent by somebody.
Origin signal_origin(pid_t tid);

// Floating-point and vector registers as opaque bytes, for comparison only.
std::string float_registers(pid_t tid);

}  // namespace ipcgrade::engine::tracer
