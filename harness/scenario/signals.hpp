// Signals by the names that signal(7) gives them.
#pragma once

#include <string>
#include <vector>

#include "scenario/fields.hpp"

namespace ipcgrade::scenario {

[[nodiscard]] const std::vector<std::string>& signal_names();
// The signal's number; a complaint and 0 where no signal has that name.
[[nodiscard]] int read_signal(const Node& node, Complaints& complaints);

}  // namespace ipcgrade::scenario
