// Is a trial that was read from a file one that the engine could have written? Whoever judges it relies on indices that lead
// somewhere and on parents that come before their children.
#pragma once

#include <string>

#include "model/plan.hpp"
#include "model/trace.hpp"

namespace ipcgrade::store {

// What does not fit, in a few words; "" where all does.
[[nodiscard]] std::string flaw_in(const model::Trial& trial, const model::Trace& trace);

}  // namespace ipcgrade::store
