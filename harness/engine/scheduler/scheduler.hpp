// Which of the tracees that could run is let go next. Pure: the same candidates, history and seed give the same choice.
#pragma once

#include <optional>
#include <vector>

#include "model/plan.hpp"
#include "model/trace.hpp"

namespace ipcgrade::engine::scheduler {

// `candidates` in the order in which the threads came to be. in_turn: the first after `last`, else the first of all; with
// every thread running until it blocks, nobody is passed over twice.
[[nodiscard]] std::optional<model::ThreadIndex> next(model::Policy policy, const std::vector<model::ThreadIndex>& candidates,
                                                     model::ThreadIndex last);

}  // namespace ipcgrade::engine::scheduler
