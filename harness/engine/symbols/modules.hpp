// Which files are mapped where in a process. Only files with code are modules: data that a program maps is not opened.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <vector>

namespace ipcgrade::engine::symbols {

// One line of /proc/PID/maps with a file behind it.
struct Module {
  std::uint64_t start = 0;
  std::uint64_t end = 0;
  std::uint64_t offset = 0;  // in the file
  std::string path;

  auto operator<=>(const Module&) const = default;
};

// Parses the text of /proc/PID/maps (proc_pid_maps(5)). Keeps every line of the files that are mapped executable somewhere,
// in the order of addresses; lines that make no sense are left out.
[[nodiscard]] std::vector<Module> read_modules(const std::string& proc_maps_text);

}  // namespace ipcgrade::engine::symbols
