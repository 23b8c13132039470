// What the scenario itself made go wrong belongs to every explanation of what followed.
#pragma once

#include "model/plan.hpp"
#include "model/verdict.hpp"

namespace ipcgrade::oracles {

// Adds the faults that struck, in their order, the first few of them.
void add_faults(model::Verdict& verdict, const model::Trial& trial, const model::Trace& trace);

}  // namespace ipcgrade::oracles
