// The tables of a scenario that ask something of its whole run: [items] and [history].
#pragma once

#include <optional>

#include "model/scenario.hpp"
#include "scenario/context.hpp"

namespace ipcgrade::scenario {

// After the steps: they name the processes. nullopt: the table is not there.
[[nodiscard]] std::optional<model::ItemsRule> read_items(const Fields& file, Context& context);
[[nodiscard]] std::optional<model::HistoryRule> read_history(const Fields& file, const model::Scenario& scenario,
                                                             Context& context);

// For the reference page.
[[nodiscard]] const Schema& items_schema();
[[nodiscard]] const Schema& history_schema();
[[nodiscard]] const std::vector<std::string>& history_models();

}  // namespace ipcgrade::scenario
