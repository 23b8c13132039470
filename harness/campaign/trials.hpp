// One scenario's trial, from plan to result: run, judged, and tried again where the machine disturbed it, or may have: who
// used up its processor time, or failed after a timeout of its own, is asked once more, alone.
#pragma once

#include <map>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "campaign/quiet.hpp"
#include "campaign/tools.hpp"
#include "model/report.hpp"

namespace ipcgrade::campaign {

// An inconclusive trial is tried again so often, alone.
inline constexpr int more_tries = 2;

// What the headline of a trial's verdicts means for the scenario.
[[nodiscard]] model::Outcome outcome_of(const model::Verdicts& verdicts);

// Fills outcome, verdicts and duration; returns the trace that the verdicts rest on, where there is one. Trouble of the machine
// becomes an inconclusive verdict; what is thrown because of a cancellation goes on to the caller.
std::optional<model::Trace> run_scenario(const model::Trial& trial, int cpu, const Tools& tools, Quiet& quiet,
                                         const std::stop_token& cancelled, model::ScenarioResult& result);

// Runs one build command; twice more, alone, where the failure is the machine's.
[[nodiscard]] model::BuildResult run_build(const model::BuildOrder& order, const Tools& tools, Quiet& quiet,
                                           const std::stop_token& cancelled);

// Several, `at_once` of them side by side; the results in the order of the orders.
[[nodiscard]] std::vector<model::BuildResult> run_builds(const std::vector<model::BuildOrder>& orders, std::size_t at_once,
                                                         const Tools& tools, Quiet& quiet, const std::stop_token& cancelled);

}  // namespace ipcgrade::campaign
