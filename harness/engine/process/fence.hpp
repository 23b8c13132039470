// Where builds share the machine's processes (no pid namespace), what a pid namespace would do, as far as it goes without one: a
// `kill -9 -1` in a Makefile must not end its grader's session, nor a fork bomb take the user's last process.
#pragma once

#include <sys/types.h>

#include <cstdint>

namespace ipcgrade::engine::process {

class Fence {
 public:
  // Counts what this user runs already; the fenced may add about `processes` to that. In process 1 of a pid namespace there is
  // nothing to fence, and apply() does nothing.
  explicit Fence(std::uint64_t processes);
  // In the child, after its last change of user: kill(2) reaches nobody but the caller's own group, and forks are bounded.
  // Async-signal-safe. False: the machine refuses.
  [[nodiscard]] bool apply() const noexcept;

 private:
  bool needed_;
  std::uint64_t most_ = 0;
};

}  // namespace ipcgrade::engine::process
