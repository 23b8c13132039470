// A FIFO that either side may make.
#pragma once

#include <fcntl.h>
#include <sys/stat.h>

#include <filesystem>

#include "process.hpp"

// Makes it unless it is there, and opens it, which waits for the other side.
inline End meet(const char* path, int access) {
  constexpr mode_t owner_only = 0600;
  if (::mkfifo(path, owner_only) < 0 && errno != EEXIST) failed("mkfifo");
  if (!std::filesystem::is_fifo(path)) throw std::runtime_error(std::string(path) + " is not a FIFO");
  for (;;) {
    const int fd = ::open(path, access | O_CLOEXEC);
    if (fd >= 0) return End(fd);
    if (errno != EINTR) failed("open");
  }
}
