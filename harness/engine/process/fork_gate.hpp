// Nobody outruns a build's watcher: whatever forks below the seized process stops until the watcher lets it on, so that between
// two looks there are never more than the forks it let pass. RLIMIT_NPROC would not do: it holds neither for root nor for one
// build among several of a user. A light trace (ptrace(2), PTRACE_O_TRACEFORK): no system call stops but those that fork.
#pragma once

#include <sys/types.h>

#include <cstdint>

namespace ipcgrade::engine::process {

class ForkGate {
 public:
  // Seizes a process of this one's that has not forked yet, with all that it will start; they die with this process. SystemError
  // where the machine refuses.
  explicit ForkGate(pid_t first);

  // For each status of a waitpid(-1, …, __WALL) that says "stopped": lets it on.
  void let_on(pid_t tid, int status);
  // Forks, and new threads, let pass since the last call of forget().
  [[nodiscard]] std::uint64_t forks() const { return forks_; }
  void forget() { forks_ = 0; }

 private:
  std::uint64_t forks_ = 0;
};

}  // namespace ipcgrade::engine::process
