#include "report/page/comparison_block.hpp"

#include "lang/catalogue.hpp"
#include "report/printable.hpp"

namespace ipcgrade::report::page {
namespace {

// Where the code point of that number begins.
std::size_t place_of(const std::string& text, std::size_t column) {
  std::size_t place = 0;
  while (place < text.size() && column > 0) {
    ++place;
    while (place < text.size() && (static_cast<unsigned char>(text[place]) & 0xC0) == 0x80) ++place;
    --column;
  }
  return place;
}

Html marked(const std::string& text, const std::string& caret) {
  if (caret.empty()) return text;
  const std::size_t place = place_of(text, columns(caret) - 1);
  return element("span", {},
                 {text.substr(0, place), element("mark", {}, {place < text.size() ? text.substr(place) : std::string("∅")})});
}

Html row(const Html& label, const Html& text) {
  return element("div", {{"class", "side"}}, {element("dt", {}, {label}), element("dd", {}, {element("code", {}, {text})})});
}

}  // namespace

Html comparison_block(const Comparison& comparison, const Words& words) {
  const lang::Say say(words.language());  // quotations stay as they are: no row is one
  const std::string expected = printable(say(comparison.expected));
  const std::string actual = printable(say(comparison.actual));
  Html rows = row(words("expected"), marked(expected, comparison.mark));
  rows += row(words("actual"), marked(actual, comparison.mark));
  if (!comparison.remark.empty()) rows += row(words("first_difference"), say(comparison.remark));
  return element("section", {{"class", "comparison"}},
                 {element("h4", {}, {words("comparison"), " · ", say(comparison.stream)}), element("dl", {}, {rows})});
}

}  // namespace ipcgrade::report::page
