// FNV-1a, 64 bits (Fowler, Noll, Vo): for telling payloads apart, not for keeping secrets.
#pragma once

#include <cstdint>
#include <string_view>

namespace ipcgrade::base {

inline constexpr std::uint64_t fnv1a_start = 14695981039346656037ULL;

// `hash`: of what came before these bytes.
[[nodiscard]] constexpr std::uint64_t fnv1a(std::string_view bytes, std::uint64_t hash = fnv1a_start) {
  for (const char byte : bytes) hash = (hash ^ static_cast<unsigned char>(byte)) * 1099511628211ULL;
  return hash;
}

}  // namespace ipcgrade::base
