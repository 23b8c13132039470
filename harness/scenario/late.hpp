// [late] of an assignment: what handing in late costs.
#pragma once

#include "model/adjustment.hpp"
#include "scenario/fields.hpp"

namespace ipcgrade::scenario {

[[nodiscard]] const Schema& late_schema();
[[nodiscard]] model::LateRule read_late(const Node& node, Complaints& complaints);

}  // namespace ipcgrade::scenario
