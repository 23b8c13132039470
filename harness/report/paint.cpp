#include "report/paint.hpp"

#include <array>

namespace ipcgrade::report {

std::string Paint::operator()(Style style, std::string_view text) const {
  // Select Graphic Rendition (ECMA-48, 8.3.117), by the order of Style. The 16 basic colours follow the reader's theme.
  static constexpr std::array<std::string_view, 7> codes = {"",         "\x1b[1m",  "\x1b[2m", "\x1b[32m",
                                                            "\x1b[31m", "\x1b[33m", "\x1b[36m"};
  const std::string_view code = codes.at(static_cast<std::size_t>(style));
  if (colour_ == Colour::never || code.empty() || text.empty()) return std::string(text);
  return std::string(code).append(text).append("\x1b[0m");
}

OutcomeLook look_of(model::Outcome outcome) {
  static constexpr std::array<OutcomeLook, 6> looks = {{{"✓", Style::good},    // passed
                                                        {"✗", Style::bad},     // failed
                                                        {"?", Style::unsure},  // inconclusive
                                                        {"–", Style::dim},     // skipped
                                                        {"·", Style::dim},     // not applicable
                                                        {"·", Style::dim}}};   // not declared
  return looks.at(static_cast<std::size_t>(outcome));
}

}  // namespace ipcgrade::report
