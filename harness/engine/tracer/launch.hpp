// Starts a role's program: forked behind a gate, seized, and let go only when the scheduler first chooses it.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/fd.hpp"
#include "engine/tracer/filter.hpp"

namespace ipcgrade::engine::tracer {

struct LaunchOrder {
  std::vector<std::string> argv;  // argv[0] with a slash is a path seen from `folder`; without one it is found in PATH
  std::vector<std::string> environment;
  std::string folder;
  std::optional<unsigned> become;  // uid and gid to take on; nullopt: stay who we are
  std::uint64_t memory_bytes = 0;  // RLIMIT_AS
  std::uint64_t disk_bytes = 0;    // RLIMIT_FSIZE
  std::string program{};           // what to execute, where that is not what argv[0] says
};

struct Launched {
  pid_t pid = 0;
  base::Fd gate;    // a byte written to it lets the program start
  base::Fd input;   // write end of its standard input, non-blocking
  base::Fd output;  // read ends, non-blocking
  base::Fd error;
};

// Throws SystemError where the machine refuses (pipes, fork, ptrace).
Launched launch(const LaunchOrder& order, const Filter& filter);

}  // namespace ipcgrade::engine::tracer
