// System calls of the sandbox that throw SystemError with the path they were about.
#pragma once

#include <string>

#include "base/error.hpp"
#include "base/fd.hpp"
#include "base/pipe.hpp"

namespace ipcgrade::engine::sandbox {

// The result of a call on `path`, or SystemError "doing path".
template <class Result>
Result must(Result result, const char* doing, const std::string& path = {}) {
  if (result < 0) throw base::SystemError(errno, path.empty() ? std::string(doing) : doing + (' ' + path));
  return result;
}

using base::make_pipe;
using base::Pipe;

void write_file(const std::string& path, const std::string& text);  // what is there is replaced
void make_folders(const std::string& path);                         // and those above it, mode 755; existing ones stay
[[nodiscard]] bool exists(const std::string& path);

}  // namespace ipcgrade::engine::sandbox
