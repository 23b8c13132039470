// A sweep of one submission: a clean run of each scenario tells the calls at which faults could strike, then every single fault
// gets a run of its own.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "campaign/campaign.hpp"
#include "model/sweep.hpp"

namespace ipcgrade::campaign {

// A strike that was tried, as data for whoever tells about it.
struct Tried {
  const model::StrikeResult& result;
  const model::Trial& trial;
  const model::Trace& trace;
};

struct SweepOptions {
  CampaignOptions campaign;          // `scenarios`: of those that the assignment sweeps, only these
  std::vector<std::string> strikes;  // keys (model::key_of): only these; empty: all
  // What an earlier sweep of the same submission found for a strike; nothing: it has to be tried. May be empty.
  std::function<std::optional<model::Verdict>(const model::Strike&)> known;
  std::function<void(std::size_t strikes)> planned;  // how many there are, once that is known; may be empty
  std::function<void(const Tried&)> tried;           // one at a time; may be empty
};

// Results in the order of the plan; interrupted: those that were finished. InputError where the task has no [sweep], a name is
// unknown, or no program can be started.
[[nodiscard]] model::SweepReport run_sweep(const model::Suite& suite, const model::Submission& submission,
                                           const SweepOptions& options);

// The same of a submission that lies built in `files`. What happens where it is cancelled is up to the caller.
[[nodiscard]] model::SweepReport sweep_built(const model::Suite& suite, const model::Submission& submission,
                                             const std::string& files, const SweepOptions& options);

}  // namespace ipcgrade::campaign
