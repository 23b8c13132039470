// What a sweep tries at which call on which kind of object.
#pragma once

#include <string_view>
#include <vector>

#include "model/fault.hpp"
#include "model/object.hpp"
#include "model/sweep.hpp"

namespace ipcgrade::plan {

struct SweepRow {
  std::string_view name;  // the column of the matrix
  model::FaultClass fault_class = model::FaultClass::transparent;
  std::vector<std::string_view> calls;   // of the system; empty: every one
  std::vector<model::ObjectKind> kinds;  // empty: any
  model::FaultEffect effect;
};

[[nodiscard]] const std::vector<SweepRow>& sweep_rows();

// Kinds that carry bytes, wake somebody or hold somebody up, and the calls that make such objects (of a fork it is the child):
// what a sweep is about wherever in a program, or in its language's runtime, the call stands.
[[nodiscard]] bool is_communication(model::ObjectKind kind);
[[nodiscard]] bool makes_communication(std::string_view call);

}  // namespace ipcgrade::plan
