// The two ends of a pipe of our own.
#pragma once

#include <fcntl.h>
#include <unistd.h>

#include "base/error.hpp"
#include "base/fd.hpp"

namespace ipcgrade::base {

struct Pipe {
  Fd read;
  Fd write;
};

// Close-on-exec. SystemError where there are no more descriptors.
[[nodiscard]] inline Pipe make_pipe() {
  int ends[2];
  check(pipe2(ends, O_CLOEXEC), "making a pipe");
  return {Fd(ends[0]), Fd(ends[1])};
}

}  // namespace ipcgrade::base
