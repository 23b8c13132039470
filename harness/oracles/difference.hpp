// Where two outputs part, told so that a student sees it: bytes and lines are counted from 1, as cmp(1) does.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "model/payload.hpp"

namespace ipcgrade::oracles {

enum class Parting : std::uint8_t {
  none,
  differs,
  missing_tail,  // what came is the beginning of what was expected
  extra_tail,    // what was expected is the beginning of what came
};

struct Difference {
  Parting parting = Parting::none;
  std::uint64_t byte = 0;  // the first one that differs, is missing or is too many
  std::uint64_t line = 0;  // the line it is in
};

[[nodiscard]] Difference first_difference(std::string_view expected, std::string_view actual);

// "differs at byte 6 (line 1): expected "read Hello\n", got "read Jello\n"". What follows "its standard output …".
[[nodiscard]] std::string describe_difference(std::string_view expected, std::string_view actual);
// Where the payload's field has a name, that is named: "differs in `accept_stat` (bytes 21 to 24): expected 3 (00 00 00 03), got
// 0 (00 00 00 00)".
[[nodiscard]] std::string describe_difference(const model::Payload& expected, std::string_view actual);

// A likely cause that the bytes themselves betray (the same text twice, zero bytes of C strings); "" where there is none.
[[nodiscard]] std::string likely_cause(std::string_view expected, std::string_view actual);

}  // namespace ipcgrade::oracles
