// What a run with one fault says about a submission: did the program survive it? Pure.
#pragma once

#include "model/plan.hpp"
#include "model/sweep.hpp"
#include "model/trace.hpp"
#include "model/verdict.hpp"

namespace ipcgrade::oracles {

// One run of a sweep, and the clean run of the same scenario.
struct Struck {
  const model::Trial& trial;
  const model::Trace& trace;
  const model::Strike& strike;
  const model::Trace& clean;
  const model::SweepRules& rules;
};

// Of the class of the fault:
// transparent: the scenario passes as if nothing had been.
// hard: the scenario passes all the same; or the role that was struck says something on standard error and ends with a failure,
// its children waited for (a role that serves may also go on serving, and one of SweepRules::own_status leaves the failure to the
// child that was struck). Others may be left waiting for it. kill: whoever lives may be left waiting, and the scenario passes
// when it is run again with what the first run has left. In all of them nobody crashes, spins or prints a line that the clean run
// does not print. passed: it survived. Not applicable: the fault did not strike, the program is not the same from run to run.
[[nodiscard]] model::Verdict survival(const Struck& struck);

}  // namespace ipcgrade::oracles
