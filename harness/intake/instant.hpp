// Moments as people and platforms write them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/adjustment.hpp"

namespace ipcgrade::intake {

// "2026-11-21", "2026-11-21 23:59", "2026-11-21T23:59:59.5+01:00", "2026-11-21 07:22:38 UTC", "… Z". Without a zone it is the
// machine's own (TZ). A date alone is its last second: due on that day. nullopt: it is none of these.
[[nodiscard]] std::optional<model::Instant> parse_instant(std::string_view text);

inline constexpr std::string_view instant_forms = "2026-11-21, 2026-11-21T23:59 or 2026-11-21T23:59+01:00";

}  // namespace ipcgrade::intake
