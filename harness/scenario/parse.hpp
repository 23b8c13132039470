// One scenario's text, with what only the checks across a suite need.
#pragma once

#include <string>
#include <vector>

#include "model/scenario.hpp"
#include "scenario/fields.hpp"

namespace ipcgrade::scenario {

struct Parsed {
  model::Scenario scenario;
  std::vector<base::Position> needs;  // where scenario.needs[i] stands
};

[[nodiscard]] Parsed parse(const std::string& text, const std::string& file, const model::Assignment& assignment);

// The tables of a scenario file, for the reference page.
[[nodiscard]] const Schema& file_schema();
[[nodiscard]] const Schema& scenario_schema();
[[nodiscard]] const Schema& always_schema();
[[nodiscard]] const Schema& mechanism_schema();
[[nodiscard]] const std::vector<model::ObjectKind>& channels();  // that a mechanism may be about
[[nodiscard]] const std::vector<std::string>& visibility_names();

}  // namespace ipcgrade::scenario
