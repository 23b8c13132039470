// Generated payloads. The bytes are part of what a suite means, so the generator is ours and never changes: neither the
// library's distributions nor the platform have a say, and a test pins its output.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ipcgrade::scenario {

// Byte i is symbols[(high * symbols.size()) >> 32], `high` being the upper 32 bits of the i-th output of splitmix64 (Steele,
// Lea, Flood, OOPSLA 2014) started with `seed`. So a shorter text is the beginning of a longer one of the same seed.
[[nodiscard]] std::string generate_bytes(std::uint64_t length, std::uint64_t seed, std::string_view symbols);

struct Alphabet {
  std::string name;
  std::string summary;
  std::string symbols;
};

// The first one is the default.
[[nodiscard]] const std::vector<Alphabet>& alphabets();

}  // namespace ipcgrade::scenario
