// Which calls of a trial stop for the tracer.
#pragma once

#include "engine/tracer/filter.hpp"
#include "model/plan.hpp"

namespace ipcgrade::engine {

// tracer::filter_for the calls that the trial's faults, or its survey of them, can meet, and what the engine itself must see.
[[nodiscard]] const tracer::Filter& filter_of(const model::Trial& trial);

}  // namespace ipcgrade::engine
