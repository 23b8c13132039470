// An oracle answers one question about a trial. It is a pure function: the same trial and trace always give the same
// verdicts, and an empty answer means that it has nothing to complain of.
#pragma once

#include <vector>

#include "model/plan.hpp"
#include "model/verdict.hpp"

namespace ipcgrade::oracles {

using Function = model::Verdicts (*)(const model::Trial&, const model::Trace&);

[[nodiscard]] model::Verdicts machine(const model::Trial& trial, const model::Trace& trace);
[[nodiscard]] model::Verdicts start(const model::Trial& trial, const model::Trace& trace);
[[nodiscard]] model::Verdicts faults(const model::Trial& trial, const model::Trace& trace);
[[nodiscard]] model::Verdicts limits(const model::Trial& trial, const model::Trace& trace);
[[nodiscard]] model::Verdicts steps(const model::Trial& trial, const model::Trace& trace);
[[nodiscard]] model::Verdicts mechanism(const model::Trial& trial, const model::Trace& trace);
[[nodiscard]] model::Verdicts items(const model::Trial& trial, const model::Trace& trace);
[[nodiscard]] model::Verdicts history(const model::Trial& trial, const model::Trace& trace);
[[nodiscard]] model::Verdicts no_crash(const model::Trial& trial, const model::Trace& trace);
[[nodiscard]] model::Verdicts no_deadlock(const model::Trial& trial, const model::Trace& trace);
[[nodiscard]] model::Verdicts no_busy_wait(const model::Trial& trial, const model::Trace& trace);
[[nodiscard]] model::Verdicts no_leak(const model::Trial& trial, const model::Trace& trace);
[[nodiscard]] model::Verdicts no_zombie(const model::Trial& trial, const model::Trace& trace);

}  // namespace ipcgrade::oracles
