#include "base/ensure.hpp"

#include <unistd.h>

#include <cstdio>

namespace ipcgrade::base {

void ensure_failed(const char* expression, const char* file, int line, const char* why) noexcept {
  std::fprintf(stderr, "ipcgrade: internal error at %s:%d: %s (%s). Please report this.\n", file, line, why, expression);
  std::fflush(stderr);
  ::_exit(ensure_exit_status);
}

}  // namespace ipcgrade::base
