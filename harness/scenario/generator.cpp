#include "scenario/generator.hpp"

#include "base/ensure.hpp"

namespace ipcgrade::scenario {
namespace {

std::uint64_t splitmix64(std::uint64_t& state) {
  state += 0x9e3779b97f4a7c15U;
  std::uint64_t z = state;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
  return z ^ (z >> 31);
}

std::string range_of(int first, int last) {
  std::string symbols;
  for (int c = first; c <= last; ++c) symbols += static_cast<char>(c);
  return symbols;
}

}  // namespace

std::string generate_bytes(std::uint64_t length, std::uint64_t seed, std::string_view symbols) {
  ENSURE(!symbols.empty(), "an alphabet has symbols");
  std::string bytes(length, '\0');
  std::uint64_t state = seed;
  for (char& byte : bytes) byte = symbols[((splitmix64(state) >> 32) * symbols.size()) >> 32];
  return bytes;
}

const std::vector<Alphabet>& alphabets() {
  static const std::vector<Alphabet> rows = {
      {"letters", "A-Z and a-z", range_of('A', 'Z') + range_of('a', 'z')},
      {"text", "printable ASCII, blanks and line ends", range_of(' ', '~') + "\n"},
      {"bytes", "all 256 values", range_of(0, 255)},
  };
  return rows;
}

}  // namespace ipcgrade::scenario
