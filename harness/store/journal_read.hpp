// A journal's tables as values.
#pragma once

#include <string>
#include <vector>

#include "model/gradebook.hpp"
#include "store/database.hpp"

namespace ipcgrade::store {

// In the order of their names.
[[nodiscard]] std::vector<model::ScenarioResult> read_scenarios(Database& database, const std::string& submission);
[[nodiscard]] std::vector<model::GivenOverride> read_overrides(Database& database);
// InputError where there is no class in it yet.
[[nodiscard]] model::Gradebook read_gradebook(Database& database);

}  // namespace ipcgrade::store
