// The start of a worker: a copy of this program that is told so by its command line.
#pragma once

#include <sys/types.h>

#include "base/fd.hpp"

namespace ipcgrade::engine::process {

struct Spawned {
  pid_t pid = -1;
  base::Fd control;  // our end of the socket on its standard input
};

// In a session of its own, with default signals, and of our descriptors with that one alone. SystemError where it cannot be
// started. It ends with the thread that started it (PR_SET_PDEATHSIG), which the worker asks for itself.
[[nodiscard]] Spawned spawn_worker(const char* program);

}  // namespace ipcgrade::engine::process
