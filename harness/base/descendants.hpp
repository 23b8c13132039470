// The processes below this one, as /proc shows them. Whoever kills its descendants must be their child subreaper (or process 1),
// or an orphan slips away to somebody else.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <vector>

namespace ipcgrade::base {

struct Descendant {
  pid_t pid = 0;
  pid_t parent = 0;
  pid_t group = 0;
  int threads = 1;                   // none in a process that has ended
  char state = '?';                  // as in /proc/PID/stat: R, S, D, T, t, Z…
  std::chrono::milliseconds cpu{0};  // its own, and that of the children it has waited for
};

[[nodiscard]] std::vector<Descendant> descendants();

// SIGKILL to all of them, and again to what they started meanwhile, until none is left; reaps them all.
void kill_descendants() noexcept;

}  // namespace ipcgrade::base
