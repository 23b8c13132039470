// What run, grade and validate have in common: options of a campaign, and a report around its results.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "campaign/campaign.hpp"
#include "cli/command.hpp"
#include "cli/interrupt.hpp"

namespace ipcgrade::cli {

struct CampaignFlags {
  unsigned jobs = 0;
  std::uint64_t seed = 0;
};

void add_flags(CLI::App& app, CampaignFlags& flags);

// The real tools and this machine's CPUs. Also removes what a killed campaign of this user has left behind.
[[nodiscard]] campaign::CampaignOptions campaign_options(const CampaignFlags& flags, const Interrupt& interrupt);

// Names the rung this machine offers; SystemError (exit 3) where it offers none, before anything is built.
[[nodiscard]] model::Report new_report(const model::Assignment& assignment);

// "ipcgrade run TASK FOLDER", with --root where that was given: what " --scenario NAME" is added to.
[[nodiscard]] std::string show_again(const Globals& globals, const std::string& task, const std::string& folder);

// 0 all passed, 1 something failed, 3 something is inconclusive.
[[nodiscard]] int exit_status(const model::SubmissionResult& result);

}  // namespace ipcgrade::cli
