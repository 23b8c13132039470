// Bytes that a program wrote, as words in a sentence: always valid UTF-8, on one line, and never long.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace ipcgrade::oracles {

// Control characters, quotes, backslashes and whatever is not UTF-8 as in a C string literal: \n, \", \\, \x00.
[[nodiscard]] std::string printable(std::string_view bytes);

// In quotes; where there are more than `most` bytes, the first of them and how many there are in all.
[[nodiscard]] std::string quoted(std::string_view bytes, std::size_t most = 60);

// "1 byte", "20 bytes".
[[nodiscard]] std::string count_of(std::uint64_t number, std::string_view thing);

}  // namespace ipcgrade::oracles
