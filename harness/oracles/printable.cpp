#include "oracles/printable.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace ipcgrade::oracles {
namespace {

struct Escape {
  char byte;
  std::string_view text;
};
constexpr std::array escapes = {Escape{'\n', "\\n"}, Escape{'\t', "\\t"}, Escape{'\r', "\\r"}, Escape{'"', "\\\""},
                                Escape{'\\', "\\\\"}};

unsigned value_of(char byte) { return static_cast<unsigned char>(byte); }

bool continues(char byte) { return (value_of(byte) & 0xC0U) == 0x80U; }

// Lead bytes of sequences of 2, 3 and 4 bytes; the second byte's range keeps out overlong forms, surrogates and what lies
// beyond U+10FFFF (Unicode 15, table 3-7).
struct Sequence {
  unsigned first_from, first_to, second_from, second_to;
  std::size_t length;
};
constexpr std::array sequences = {Sequence{0xC2, 0xC2, 0xA0, 0xBF, 2},  // U+0080 to U+009F are control characters
                                  Sequence{0xC3, 0xDF, 0x80, 0xBF, 2}, Sequence{0xE0, 0xE0, 0xA0, 0xBF, 3},
                                  Sequence{0xE1, 0xEC, 0x80, 0xBF, 3}, Sequence{0xED, 0xED, 0x80, 0x9F, 3},
                                  Sequence{0xEE, 0xEF, 0x80, 0xBF, 3}, Sequence{0xF0, 0xF0, 0x90, 0xBF, 4},
                                  Sequence{0xF1, 0xF3, 0x80, 0xBF, 4}, Sequence{0xF4, 0xF4, 0x80, 0x8F, 4}};

std::size_t character_length(std::string_view bytes) {
  const unsigned first = value_of(bytes[0]);
  for (const Sequence& s : sequences) {
    if (first < s.first_from || first > s.first_to || bytes.size() < s.length) continue;
    const unsigned second = value_of(bytes[1]);
    const std::string_view rest = bytes.substr(2, s.length - 2);
    if (second >= s.second_from && second <= s.second_to && std::all_of(rest.begin(), rest.end(), continues)) return s.length;
  }
  return 0;
}

}  // namespace

std::string printable(std::string_view bytes) {
  std::string out;
  while (!bytes.empty()) {
    const char byte = bytes[0];
    const auto* escape = std::find_if(escapes.begin(), escapes.end(), [&](const Escape& e) { return e.byte == byte; });
    std::size_t taken = 1;
    if (escape != escapes.end()) {
      out += escape->text;
    } else if (value_of(byte) >= 0x20 && value_of(byte) < 0x7F) {
      out += byte;
    } else if (const std::size_t length = value_of(byte) < 0x80 ? 0 : character_length(bytes); length > 0) {
      taken = length;
      out += bytes.substr(0, length);
    } else {
      out += fmt::format("\\x{:02x}", value_of(byte));
    }
    bytes.remove_prefix(taken);
  }
  return out;
}

std::string quoted(std::string_view bytes, std::size_t most) {
  if (bytes.size() <= most) return fmt::format("\"{}\"", printable(bytes));
  while (most > 0 && continues(bytes[most])) --most;
  return fmt::format("\"{}…\" ({})", printable(bytes.substr(0, most)), count_of(bytes.size(), "byte"));
}

std::string count_of(std::uint64_t number, std::string_view thing) {
  return fmt::format("{} {}{}", number, thing, number == 1 ? "" : "s");
}

}  // namespace ipcgrade::oracles
