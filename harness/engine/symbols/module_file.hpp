// Opens the files behind a process's code, for reading by a library that maps them.
#pragma once

#include <string>

#include "base/fd.hpp"

namespace ipcgrade::engine::symbols {

// Empty where the file is gone or is no ELF file. A file that the submission may write comes as a private copy: cutting
// short a file that somebody has mapped ends the reader with SIGBUS (mmap(2)).
[[nodiscard]] base::Fd open_module(const std::string& path);

}  // namespace ipcgrade::engine::symbols
