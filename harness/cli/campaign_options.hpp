// What run, grade and validate have in common: options of a campaign, and a report around its results.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "campaign/campaign.hpp"
#include "cli/command.hpp"

namespace ipcgrade::cli {

struct CampaignFlags {
  unsigned jobs = 0;
  std::uint64_t seed = 0;
};

void add_flags(CLI::App& app, CampaignFlags& flags);

// The real tools and this machine's CPUs. Call it before there are other threads, an Interrupt's included. SystemError (exit
// 3) where the machine can run nothing. Also removes what a killed campaign of this user has left behind.
[[nodiscard]] campaign::CampaignOptions campaign_options(const CampaignFlags& flags);

// A report without results, naming the rung that trials run on.
[[nodiscard]] model::Report new_report(const model::Assignment& assignment);

// "ipcgrade", with --root where that was given. IPCGRADE_COMMAND is what the user has typed where that was a script that started
// us.
[[nodiscard]] std::string program_as_typed(const Globals& globals);
// "ipcgrade explain TASK FOLDER --scenario NAME", and "ipcgrade sweep TASK FOLDER" for a graded sweep.
[[nodiscard]] std::string show_again(const Globals& globals, const std::string& task, const std::string& folder,
                                     const std::string& scenario);
// The same, of a program that was called so.
[[nodiscard]] std::string command_for(const std::string& program, const std::string& task, const std::string& folder,
                                      const std::string& scenario);

[[nodiscard]] bool has(const model::SubmissionResult& result, model::Outcome outcome);

// 0 all passed, 1 something failed, 3 something is inconclusive.
[[nodiscard]] int exit_status(const model::SubmissionResult& result);

}  // namespace ipcgrade::cli
