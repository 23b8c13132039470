// Trials and builds in worker processes: what the coordinator calls, and what runs at the other end.
#pragma once

#include <vector>

#include "engine/sandbox/rung.hpp"
#include "model/plan.hpp"
#include "model/report.hpp"
#include "model/trace.hpp"

namespace ipcgrade::engine {

// The rung that this process's trials and builds run on, tried at the first call. That must come while there is one thread: the
// machine is tried in a bare clone of this process, where a lock that another thread held would stay locked for ever. Throws
// what sandbox::choose_rung throws.
[[nodiscard]] const sandbox::Rung& chosen_rung();

// In the coordinator, from any thread. The machine's trouble, a worker that died included, is
// a result (Ending::machine, BuildResult::machine), not an exception; process::Cancelled passes through. cpu -1: on any
// processor.
[[nodiscard]] model::Trace run_trial_in_worker(const model::Trial& trial, int cpu);
[[nodiscard]] std::vector<model::BuildResult> build_in_worker(const model::BuildOrder& order);

// `ipcgrade worker`: serves the coordinator's requests until it is gone; returns the exit status.
int worker_main();

}  // namespace ipcgrade::engine
