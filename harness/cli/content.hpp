// PLACEHOLDER until merged with cli/content_hash.hpp
#pragma once
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include "base/hash.hpp"
namespace ipcgrade::cli {
inline std::uint64_t content_hash(const std::string& folder) {
  std::uint64_t hash = 0;
  for (const auto& e : std::filesystem::recursive_directory_iterator(folder)) {
    if (!e.is_regular_file()) continue;
    std::ostringstream text; text << e.path().string() << std::ifstream(e.path()).rdbuf();
    hash ^= base::fnv1a(text.str());
  }
  return hash;
}
}
