#include "scenario/unparsable.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "scenario/document.hpp"

namespace ipcgrade::scenario {
namespace {

// Each of these answers the index behind what begins at `at`.
std::size_t behind_comment(std::string_view text, std::size_t at) { return std::min(text.find('\n', at), text.size()); }

std::size_t behind_quotes(std::string_view text, std::size_t at, std::size_t quotes) {
  const char quote = text[at];
  const std::string closing(quotes, quote);
  for (at += quotes; at < text.size(); ++at) {
    if (quote == '"' && text[at] == '\\') {
      ++at;
    } else if (quotes == 1 && text[at] == '\n') {
      return at;
    } else if (text.substr(at).starts_with(closing)) {
      at += quotes;
      // A long string may end with quotes of its own: """ends with ""quotes"""""
      for (int own = 0; quotes == 3 && own < 2 && at < text.size() && text[at] == quote; ++own) ++at;
      return at;
    }
  }
  return text.size();
}

std::size_t behind_string(std::string_view text, std::size_t at) {
  const bool is_long = text.substr(at).starts_with(std::string(3, text[at]));
  return behind_quotes(text, at, is_long ? 3 : 1);
}

[[noreturn]] void refuse(std::string_view text, std::size_t at, const std::string& file, const std::string& why) {
  throw base::InputError(position_at(text, at, file), why);
}

}  // namespace

void refuse_unparsable(std::string_view text, const std::string& file) {
  constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";
  constexpr std::string_view between_keys = "\n=,{}[]";
  std::size_t parts = 1;
  for (std::size_t at = text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0; at < text.size();) {
    const char c = text[at];
    if (static_cast<unsigned char>(c) >= 0x80) refuse(text, at, file, "letters beyond ASCII stand in quotes or in comments");
    if (between_keys.find(c) != std::string_view::npos) parts = 1;
    if (c == '.' && ++parts > most_key_parts) refuse(text, at, file, fmt::format("a key has at most {} parts", most_key_parts));
    if (c == '#') {
      at = behind_comment(text, at);
    } else if (c == '"' || c == '\'') {
      at = behind_string(text, at);
    } else {
      ++at;
    }
  }
}

}  // namespace ipcgrade::scenario
