#include "report/printable.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace ipcgrade::report {
namespace {

// A code point and the bytes it took; size 0: the bytes are not UTF-8.
struct Decoded {
  char32_t point = 0;
  std::size_t size = 0;
};

// One row a length of encoding (RFC 3629, section 3): how the first byte looks and the smallest code point it may carry.
struct Encoding {
  unsigned char mask, lead;
  std::size_t size;
  char32_t smallest;
};
constexpr std::array<Encoding, 4> encodings = {
    {{0x80, 0x00, 1, 0}, {0xE0, 0xC0, 2, 0x80}, {0xF0, 0xE0, 3, 0x800}, {0xF8, 0xF0, 4, 0x10000}}};

Decoded decode(std::string_view text) {
  const auto first = static_cast<unsigned char>(text.front());
  const auto* form =
      std::find_if(encodings.begin(), encodings.end(), [&](const Encoding& e) { return (first & e.mask) == e.lead; });
  if (form == encodings.end() || text.size() < form->size) return {};
  char32_t point = first & static_cast<unsigned char>(~form->mask);
  for (std::size_t i = 1; i < form->size; ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if ((byte & 0xC0) != 0x80) return {};
    point = point << 6 | (byte & 0x3FU);
  }
  const bool surrogate = point >= 0xD800 && point <= 0xDFFF;
  if (point < form->smallest || point > 0x10FFFF || surrogate) return {};
  return {point, form->size};
}

struct Range {
  char32_t first, last;
};

// Characters that act on a terminal or on the order of what is read (the "Trojan source" ones), beyond ASCII's controls.
constexpr std::array<Range, 6> steering = {{{0x80, 0x9F},          // C1: U+009B is the one-character form of ESC [
                                            {0x200E, 0x200F},      // direction marks
                                            {0x2028, 0x202E},      // line separators, direction overrides
                                            {0x2060, 0x206F},      // isolates, invisible operators
                                            {0xFEFF, 0xFEFF},      // byte order mark
                                            {0xE0000, 0xE007F}}};  // tags
// What takes two columns (East Asian Width W and F, Unicode Standard Annex 11): Hangul, kana, Chinese, full-width forms, emoji.
constexpr std::array<Range, 8> wide = {{{0x1100, 0x115F},
                                        {0x2E80, 0x303E},
                                        {0x3041, 0xA4CF},
                                        {0xAC00, 0xD7A3},
                                        {0xF900, 0xFAFF},
                                        {0xFF00, 0xFF60},
                                        {0x1F300, 0x1F64F},
                                        {0x20000, 0x3FFFD}}};
constexpr std::array<Range, 2> combining = {{{0x300, 0x36F}, {0xFE00, 0xFE0F}}};

template <std::size_t Size>
bool within(const std::array<Range, Size>& ranges, char32_t point) {
  return std::any_of(ranges.begin(), ranges.end(), [&](const Range& r) { return point >= r.first && point <= r.last; });
}

std::string escaped_control(unsigned char byte) {
  static constexpr std::array<std::pair<unsigned char, const char*>, 4> names = {
      {{'\n', "\\n"}, {'\t', "\\t"}, {'\r', "\\r"}, {0x1B, "\\e"}}};
  for (const auto& [control, name] : names)
    if (control == byte) return name;
  return fmt::format("\\x{:02x}", byte);
}

}  // namespace

std::string printable(std::string_view text, Lines lines) {
  // Nearly all of what is shown; a class's reports are megabytes of it.
  if (std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7F; })) return std::string(text);
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const auto [point, size] = decode(text);
    const auto byte = static_cast<unsigned char>(text.front());
    const bool kept_line = lines == Lines::kept && (point == '\n' || point == '\t');
    const bool control = size == 1 && (point < 0x20 || point == 0x7F) && !kept_line;
    if (size == 0 || control) {
      out += escaped_control(byte);
    } else if (within(steering, point)) {
      out += fmt::format("\\u{{{:x}}}", static_cast<std::uint32_t>(point));
    } else {
      out += text.substr(0, size);
    }
    text.remove_prefix(std::max<std::size_t>(size, 1));
  }
  return out;
}

std::size_t columns(std::string_view text) {
  std::size_t count = 0;
  while (!text.empty()) {
    const auto [point, size] = decode(text);
    count += within(combining, point) ? 0 : within(wide, point) ? 2 : 1;
    text.remove_prefix(std::max<std::size_t>(size, 1));
  }
  return count;
}

std::vector<std::string> wrapped(std::string_view text, std::size_t width) {
  std::vector<std::string> lines(1);
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    const std::string_view word = text.substr(begin, end - begin);
    begin = end + 1;
    if (word.empty()) continue;
    std::string& line = lines.back();
    if (line.empty()) {
      line = word;
    } else if (columns(line) + 1 + columns(word) <= width) {
      line.append(" ").append(word);
    } else {
      lines.emplace_back(word);
    }
  }
  return lines;
}

std::string fitted(std::string_view text, std::size_t width) {
  if (const std::size_t have = columns(text); have <= width) return std::string(text) + std::string(width - have, ' ');
  std::string out;
  std::size_t used = 0;
  while (true) {
    const std::size_t size = std::max<std::size_t>(decode(text).size, 1);
    const std::size_t takes = columns(text.substr(0, size));
    if (used + takes + 1 > width) break;  // one column is the ellipsis's
    used += takes;
    out += text.substr(0, size);
    text.remove_prefix(size);
  }
  return width == 0 ? "" : out + "…" + std::string(width - used - 1, ' ');
}

std::string shell_word(std::string_view word) {
  static constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./,:=+@%";
  if (!word.empty() && word.find_first_not_of(plain) == std::string_view::npos) return std::string(word);
  std::string out = "'";
  for (const char c : word) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

}  // namespace ipcgrade::report
