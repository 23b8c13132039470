// One worker process a trial or build: what the coordinator calls, and what runs at the other end.
#pragma once

#include <vector>

#include "model/plan.hpp"
#include "model/report.hpp"
#include "model/trace.hpp"

namespace ipcgrade::engine {

// In the coordinator, from any thread that lives as long as the campaign. The machine's trouble, a worker that died included, is
// a result (Ending::machine, BuildResult::machine), not an exception; process::Cancelled passes through, and so does what
// choose_rung() throws at the first call. cpu -1: on any processor.
[[nodiscard]] model::Trace run_trial_in_worker(const model::Trial& trial, int cpu);
[[nodiscard]] std::vector<model::BuildResult> build_in_worker(const model::BuildOrder& order);

// `ipcgrade worker`: one request from standard input, one reply to standard output; returns the exit status.
int worker_main();

}  // namespace ipcgrade::engine
