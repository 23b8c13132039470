// [sweep] of assignment.toml.
#pragma once

#include "model/assignment.hpp"
#include "scenario/complaints.hpp"
#include "scenario/document.hpp"
#include "scenario/fields.hpp"

namespace ipcgrade::scenario {

[[nodiscard]] const Schema& sweep_schema();
[[nodiscard]] const Schema& sweep_weights_schema();
// Whether its scenarios exist is known only when the suite is.
[[nodiscard]] model::SweepRules read_sweep(const Node& node, const std::vector<model::Part>& parts, Complaints& complaints);

}  // namespace ipcgrade::scenario
