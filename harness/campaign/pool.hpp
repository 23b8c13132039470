// A pool of threads over the scenarios of one submission.
#pragma once

#include <functional>
#include <stop_token>
#include <vector>

#include "campaign/needs.hpp"

namespace ipcgrade::campaign {

// Runs one scenario, or refuses it as the turn says, and tells what came of it.
using Perform = std::function<model::Outcome(const Turn&, int cpu)>;

// One thread a CPU, and one more for each slow scenario while it lasts: it waits more than it runs. Until every scenario is
// settled or the token is stopped. A scenario that throws while the token is stopped stays unsettled; any other exception ends
// the pool and goes on to the caller.
void run_pool(Needs& needs, const std::vector<int>& cpus, const std::stop_token& cancelled, const Perform& perform);

}  // namespace ipcgrade::campaign
