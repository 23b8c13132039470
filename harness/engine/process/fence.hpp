// Where builds share the machine's processes (no pid namespace), what a pid namespace would do, as far as it goes without one: a
// `kill -9 -1` in a Makefile must not end its grader's session.
#pragma once

namespace ipcgrade::engine::process {

class Fence {
 public:
  // In process 1 of a pid namespace there is nothing to fence, and apply() does nothing.
  Fence();
  // In the child, after its last change of user: kill(2) reaches nobody but the caller's own group. Async-signal-safe. False: the
  // machine refuses.
  [[nodiscard]] bool apply() const noexcept;

 private:
  bool needed_;
};

}  // namespace ipcgrade::engine::process
