// What bytes have to be: of a process's output, and of what a peer receives.
#pragma once

#include <cstdint>

#include "model/payload.hpp"

namespace ipcgrade::model {

enum class OutputRule : std::uint8_t { equals, starts_with, contains, some, none, line };

struct OutputMatch {
  OutputRule rule = OutputRule::equals;
  Payload text;  // unused for some and none; of `line` without its newline, which may be missing

  bool operator==(const OutputMatch&) const = default;
};

}  // namespace ipcgrade::model
