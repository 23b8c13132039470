// Colour, where the reader's terminal has it. Marks and words carry the meaning; colour only repeats it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "model/report.hpp"

namespace ipcgrade::report {

enum class Colour : std::uint8_t { never, always };
enum class Style : std::uint8_t { plain, bold, dim, good, bad, unsure, quoted };

class Paint {
 public:
  explicit Paint(Colour colour) : colour_(colour) {}
  // `text` must be printable already: what is added here is meant to act on the terminal.
  [[nodiscard]] std::string operator()(Style style, std::string_view text) const;

 private:
  Colour colour_;
};

// How an outcome looks: one row each.
struct OutcomeLook {
  std::string_view mark;  // one column
  Style style;
};
[[nodiscard]] OutcomeLook look_of(model::Outcome outcome);

}  // namespace ipcgrade::report
