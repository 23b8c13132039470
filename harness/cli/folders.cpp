#include "cli/folders.hpp"

#include <algorithm>
#include <filesystem>

#include "base/error.hpp"

namespace ipcgrade::cli {

namespace fs = std::filesystem;

std::vector<std::string> folders_in(const std::string& folder) {
  std::error_code error;
  std::vector<std::string> names;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    std::error_code unreadable;
    const std::string name = entry->path().filename().string();
    if (name[0] != '.' && entry->is_directory(unreadable)) names.push_back(name);
  }
  if (error) throw base::SystemError(error.value(), "reading " + folder);
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace ipcgrade::cli
