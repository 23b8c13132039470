// Did two processes really share memory? A part of the oracle `mechanism`.
#pragma once

#include "model/plan.hpp"
#include "model/verdict.hpp"

namespace ipcgrade::oracles {

// What is wrong with how the processes that `asked` names share its object; nothing if they do.
[[nodiscard]] model::Verdicts shared_memory(const model::Trace& trace, const model::Mechanism& asked);

}  // namespace ipcgrade::oracles
