// The last stage that looks at a trace: all that the oracles find in one trial, the headline first.
#pragma once

#include "model/plan.hpp"
#include "model/verdict.hpp"

namespace ipcgrade::oracles {

// Runs the oracles that are always judged and those that the trial names, and brings what they say into order: one cause has
// one headline, and a failed step that another verdict explains becomes a line of that verdict's evidence. Never empty:
// {passed} if all is well. Where the machine was in trouble the answer is exactly one verdict, inconclusive.
[[nodiscard]] model::Verdicts judge(const model::Trial& trial, const model::Trace& trace);

}  // namespace ipcgrade::oracles
