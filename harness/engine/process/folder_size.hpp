// How much a folder holds, measured while somebody writes to it.
#pragma once

#include <cstdint>
#include <string>

namespace ipcgrade::engine::process {

// Bytes of all files in it, by their length or by the disk they take, whichever is more; a file counts at least one page. Stops
// counting once it is over `enough`. Folders nested deeper than a path can say are more than enough.
[[nodiscard]] std::uint64_t folder_size(const std::string& folder, std::uint64_t enough);

}  // namespace ipcgrade::engine::process
