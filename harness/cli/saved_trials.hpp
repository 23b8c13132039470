// Saved trials on disk: written while a campaign runs, read again by judge, explain and replay.
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
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

enum class TraceFormat : std::uint8_t {
  trial,     // SCENARIO.trial.json: what judge, explain and replay read (store/saved_trial.hpp)
  perfetto,  // SCENARIO.perfetto.json: Chrome trace events, for other tools
};

struct TraceFlags {
  std::string folder;  // --save-traces; empty: none are saved
  TraceFormat format = TraceFormat::trial;
};

// --save-traces DIR, said to be for `what`, and --trace-format.
void add_trace_flags(CLI::App& app, TraceFlags& flags, const std::string& what);

// Saves one as FOLDER/SUBMISSION/SCENARIO.FORMAT.json, making folders as need be. SystemError where it cannot be written.
void save(const store::SavedTrial& saved, const TraceFlags& flags);

// What a campaign calls for every trial that was run: saves it.
[[nodiscard]] std::function<void(const campaign::Ran&)> keep_in(const TraceFlags& flags, const std::string& task,
                                                                Scenarios which);

[[nodiscard]] store::SavedTrial saved_trial(const campaign::Ran& ran, const std::string& task);

// Whether a word on the command line means a saved trial and not a task: it names a file.
[[nodiscard]] bool names_saved_trial(const std::string& word);
// InputError for whatever is none.
[[nodiscard]] store::SavedTrial read_saved_trial(const std::string& path);

// The scenario's result as a report has it, judged anew. `show_again` is left empty.
[[nodiscard]] model::ScenarioResult judged(const store::SavedTrial& saved);

}  // namespace ipcgrade::cli
