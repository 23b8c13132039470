// Our own invariants, checked in every build. A broken one is a bug of the harness: it says so and ends the process with
// status 70 (EX_SOFTWARE). It never calls abort(): in process 1 of a pid namespace that ends with SIGSEGV instead.
#pragma once

namespace ipcgrade::base {

[[noreturn]] void ensure_failed(const char* expression, const char* file, int line, const char* why) noexcept;

inline constexpr int ensure_exit_status = 70;

}  // namespace ipcgrade::base

#define ENSURE(expression, why) ((expression) ? void() : ::ipcgrade::base::ensure_failed(#expression, __FILE__, __LINE__, why))
