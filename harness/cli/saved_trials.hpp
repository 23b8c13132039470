// Saved trials on disk: written while a campaign runs, read again by judge, explain and replay.
#pragma once

#include <functional>
#include <string>

#include "campaign/campaign.hpp"
#include "model/report.hpp"
#include "store/saved_trial.hpp"

namespace ipcgrade::cli {

enum class Scenarios : std::uint8_t {
  all,
  visible,  // what a student may look into
};

// What a campaign calls for every trial that was run: saves it as FOLDER/SUBMISSION/SCENARIO.trial.json. SystemError from there
// where it cannot be written.
[[nodiscard]] std::function<void(const campaign::Ran&)> keep_in(const std::string& folder, const std::string& task,
                                                                Scenarios which);

[[nodiscard]] store::SavedTrial saved_trial(const campaign::Ran& ran, const std::string& task);

// Whether a word on the command line means a saved trial and not a task: it names a file.
[[nodiscard]] bool names_saved_trial(const std::string& word);
// InputError for whatever is none.
[[nodiscard]] store::SavedTrial read_saved_trial(const std::string& path);

// The scenario's result as a report has it, judged anew. `show_again` is left empty.
[[nodiscard]] model::ScenarioResult judged(const store::SavedTrial& saved);

}  // namespace ipcgrade::cli
