#include "engine/process/folder_size.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <filesystem>

namespace ipcgrade::engine::process {

std::uint64_t folder_size(const std::string& folder, std::uint64_t enough) {
  constexpr std::uint64_t page = 4096;
  std::uint64_t total = 0;
  std::error_code error;
  auto it =
      std::filesystem::recursive_directory_iterator(folder, std::filesystem::directory_options::skip_permission_denied, error);
  for (; !error && total <= enough && it != std::filesystem::recursive_directory_iterator(); it.increment(error)) {
    struct stat status {};
    if (lstat(it->path().c_str(), &status) != 0) continue;  // gone meanwhile
    const auto length = static_cast<std::uint64_t>(status.st_size);
    const auto taken = static_cast<std::uint64_t>(status.st_blocks) * 512;
    total += std::max({length, taken, page});
  }
  // A folder that vanishes while it is read ends the walk early; the next walk sees the rest.
  return error == std::errc::filename_too_long ? enough + 1 : total;
}

}  // namespace ipcgrade::engine::process
