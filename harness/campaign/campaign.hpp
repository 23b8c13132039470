// From submissions to results: copies, builds, runs every scenario on a pool of threads, each pinned to a CPU, and judges.
// Nothing a submission does changes another's result, and a cancelled campaign keeps what is finished.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "campaign/own_programs.hpp"
#include "campaign/progress.hpp"
#include "campaign/quiet.hpp"
#include "campaign/tools.hpp"
#include "model/report.hpp"
#include "model/sweep.hpp"

namespace ipcgrade::campaign {

// Scenarios of a part that the submission does not declare, where scenarios are asked for by name. (Else they are never run.)
enum class Undeclared : std::uint8_t { run_if_named, never_run };

enum class Sweeping : std::uint8_t { never, as_assigned };

// A trial that was run, with the trace that its verdicts rest on.
struct Ran {
  const model::Submission& submission;
  const model::Scenario& scenario;
  const model::Trial& trial;
  const model::Trace& trace;
};

struct CampaignOptions {
  Tools tools;
  std::vector<int> cpus = {0};         // the pool: one thread for each, pinning its trials to it
  std::uint64_t seed = 0;              // of every choice the plan makes
  std::vector<std::string> scenarios;  // run only these (names; unknown ones are an InputError); empty: all
  Undeclared undeclared = Undeclared::run_if_named;
  // The command that shows one scenario of the submission in this folder again; may be empty.
  std::function<std::string(const std::string& folder, const std::string& scenario)> show_again;
  // Scenarios that are decided already, by name: they are not run again, and their results are taken as they are.
  std::map<std::string, model::ScenarioResult> known{};
  // Called as each scenario ends that was not known, from several threads at once; may be empty.
  std::function<void(const model::ScenarioResult&)> settled{};
  std::function<void(const Ran&)> keep;  // called for every trial that was run, from several threads at once; may be empty
  // Whether what a sweep earns counts, where the assignment says so and no scenarios are named.
  Sweeping sweeping = Sweeping::never;
  std::function<void(const model::Submission&, const model::SweepReport&)> swept{};  // what such a sweep found; may be empty
  model::Sites sites = model::Sites::of_ends;
  std::stop_token cancelled;
  std::shared_ptr<Quiet> quiet = std::make_shared<Quiet>();
  std::shared_ptr<OwnPrograms> own_programs = std::make_shared<OwnPrograms>();
};

// InputError, with a suggestion, where the suite has no scenario of one of these names.
void check_scenarios(const model::Suite& suite, const std::vector<std::string>& wanted);

// Results in the suite's order. When it was cancelled, those that were finished, and `trouble` says so. The mark is left to
// scoring.
[[nodiscard]] model::SubmissionResult run_submission(const model::Suite& suite, const model::Submission& submission,
                                                     const CampaignOptions& options, Progress& progress);

struct Entry {
  std::string name;
  std::string folder;
  std::vector<std::string> scenarios{};                  // only these of the ones that the options name; empty: all of them
  std::map<std::string, model::ScenarioResult> known{};  // CampaignOptions::known, of this one
};

// How a class is graded, beside what holds for each submission.
struct ClassOptions {
  std::function<model::Submission(const Entry&)> load;  // an InputError or SystemError becomes the entry's result
  std::function<void(model::SubmissionResult&)> ended;  // called for each finished one, one at a time; may fill its mark
  std::function<void(const Entry&)> begins{};           // called before anything is done about one; from several threads at once
  // Called as each scenario ends, from several threads at once.
  std::function<void(const Entry&, const model::ScenarioResult&)> settled{};
};

// Several submissions at once. A wrong name in options.scenarios is an InputError; an entry's own trouble is its result
// (`trouble`, blank); what `begins`, `settled` or `ended` throws stops the class and goes on to the caller. Returns the finished
// ones in the order of the entries.
[[nodiscard]] std::vector<model::SubmissionResult> run_class(const model::Suite& suite, const std::vector<Entry>& entries,
                                                             const CampaignOptions& options, const ClassOptions& class_options,
                                                             Progress& progress);

}  // namespace ipcgrade::campaign
