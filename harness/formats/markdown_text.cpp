#include "formats/markdown_text.hpp"

#include <algorithm>
#include <cctype>

namespace ipcgrade::formats {
namespace {

// How many of these stand side by side, at most.
std::size_t longest_run(std::string_view text, char of) {
  std::size_t longest = 0;
  std::size_t run = 0;
  for (const char c : text) {
    run = c == of ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  return longest;
}

}  // namespace

std::string code_span(std::string_view text) {
  const std::string fence(longest_run(text, '`') + 1, '`');
  const bool apart = text.empty() || text.front() == '`' || text.back() == '`';
  return apart ? fence + " " + std::string(text) + " " + fence : fence + std::string(text) + fence;
}

std::string code_cell(std::string_view text) {
  std::string out;
  for (const char c : code_span(text)) out += c == '|' ? std::string("\\|") : std::string(1, c);
  return out;
}

std::string code_block(std::string_view text) {
  const std::string fence(std::max<std::size_t>(longest_run(text, '`') + 1, 3), '`');
  const bool ends = !text.empty() && text.back() == '\n';
  return fence + "text\n" + std::string(text) + (ends ? "" : "\n") + fence + "\n";
}

std::string plain_words(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool harmless =
        byte >= 0x80 || std::isalnum(byte) != 0 || std::string_view(" ,;'\"-()?%\n").find(c) != std::string_view::npos;
    const bool in_sentence = c == '.' || c == ':' || c == '/';
    out += harmless || in_sentence ? std::string(1, c) : "&#" + std::to_string(static_cast<int>(byte)) + ";";
  }
  return out;
}

}  // namespace ipcgrade::formats
