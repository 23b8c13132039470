// What bytes have to be: of a process's output, and of what a peer receives.
#pragma once

#include <cstdint>
#include <string_view>

#include "model/payload.hpp"

namespace ipcgrade::model {

enum class OutputRule : std::uint8_t { equals, starts_with, contains, some, none, line, now };

// Whether the rule compares with a text, or says it all.
[[nodiscard]] constexpr bool has_text(OutputRule rule) {
  return rule != OutputRule::some && rule != OutputRule::none && rule != OutputRule::now;
}

struct OutputMatch {
  OutputRule rule = OutputRule::equals;
  Payload text;  // of those that have one; of `line` without its newline, which may be missing

  bool operator==(const OutputMatch&) const = default;
};

// Whether it is one line, ended by a newline, that holds the year (four digits) and the time of day (HH:MM:SS, UTC) of one of
// the seconds from `first` to `last`, which are counted since the Epoch (time(2)).
[[nodiscard]] bool tells_the_time(std::string_view text, std::int64_t first, std::int64_t last);

}  // namespace ipcgrade::model
