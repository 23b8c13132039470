// A sweep as one more scenario of a suite: what it is worth counts in the mark, by the share of faults that were survived.
#pragma once

#include "campaign/campaign.hpp"
#include "model/sweep.hpp"

namespace ipcgrade::campaign {

// Sweeps what was built in `files`. The assignment must give a part for it (model::sweep_row).
[[nodiscard]] model::ScenarioResult graded_sweep(const model::Suite& suite, const model::Submission& submission,
                                                 const std::string& files, const CampaignOptions& options);

// What a sweep earns: all points where everything was survived, else its share of them, rounded down. Trouble of the machine
// leaves it open.
void set_outcome(const model::SweepReport& report, model::ScenarioResult& result);

}  // namespace ipcgrade::campaign
