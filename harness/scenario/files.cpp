#include "scenario/files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>
#include <system_error>

#include "base/error.hpp"

namespace ipcgrade::scenario {
namespace fs = std::filesystem;
namespace {

template <class Wanted>
std::vector<std::string> names_in(const fs::path& folder, Wanted wanted) {
  std::vector<std::string> names;
  std::error_code error;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    std::error_code unknown;
    if (wanted(*at, unknown)) names.push_back(at->path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace

Contents try_read(const fs::path& file) {
  std::error_code error;
  const fs::file_status status = fs::status(file, error);
  if (!fs::exists(status)) return {"", error && error.value() != ENOENT ? error.message() : "no such file"};
  // A FIFO or a device would make us wait, or never end.
  if (!fs::is_regular_file(status)) return {"", "not a regular file"};
  if (const std::uintmax_t size = fs::file_size(file, error); !error && size > most_bytes)
    return {"", fmt::format("{} bytes are more than the {} that are allowed", size, most_bytes)};
  std::ifstream in(file, std::ios::binary);
  std::ostringstream bytes;
  if (!in) return {"", std::strerror(errno)};
  bytes << in.rdbuf();
  if (in.bad()) return {"", "cannot be read"};
  return {std::move(bytes).str(), ""};
}

std::string read_file(const fs::path& file) {
  Contents contents = try_read(file);
  if (!contents.failure.empty()) throw base::InputError({file.string(), 0, 0}, contents.failure);
  return std::move(contents.bytes);
}

std::vector<std::string> files_in(const fs::path& folder) {
  return names_in(folder, [](const fs::directory_entry& entry, std::error_code& error) { return entry.is_regular_file(error); });
}

std::vector<std::string> folders_in(const fs::path& folder) {
  return names_in(folder, [](const fs::directory_entry& entry, std::error_code& error) { return entry.is_directory(error); });
}

}  // namespace ipcgrade::scenario
