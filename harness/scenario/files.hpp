// The files and folders of authors and students, read before any trial: what cannot be read is their InputError.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace ipcgrade::scenario {

// The whole file. Throws base::InputError (the file as position) where it is missing, no regular file, unreadable, or
// longer than `most_bytes`.
inline constexpr std::uintmax_t most_bytes = 16U << 20;
[[nodiscard]] std::string read_file(const std::filesystem::path& file);
// The same without throwing: the bytes, or why there are none ("no such file").
struct Contents {
  std::string bytes;
  std::string failure;  // empty: read
};
[[nodiscard]] Contents try_read(const std::filesystem::path& file);

// Names in a folder in alphabetical order; empty where it is missing or unreadable.
[[nodiscard]] std::vector<std::string> files_in(const std::filesystem::path& folder);
[[nodiscard]] std::vector<std::string> folders_in(const std::filesystem::path& folder);

}  // namespace ipcgrade::scenario
