// A row of the table as a trial under the real kernel, in the sandbox that a student's program would run in: README.md beside it
// says how. Only tests of this folder include it; the program must be its own worker.
#pragma once

#include <algorithm>
#include <filesystem>
#include <string>
#include <string_view>

#include "campaign/cpus.hpp"
#include "engine/process/private_folder.hpp"
#include "engine/worker.hpp"
#include "model/oracle_names.hpp"
#include "model/plan.hpp"
#include "model/trace.hpp"
#include "specimens/table.hpp"

namespace ipcgrade::specimens {

// With taskset(1) several can run side by side.
inline int cpu() {
  static const int first = campaign::allowed_cpus().front();
  return first;
}

inline model::Condition asked(const Row& row) {
  model::Condition condition;
  condition.process = row.program;
  if (row.output) condition.standard_output = model::OutputMatch{model::OutputRule::equals, {std::string(*row.output), ""}};
  if (row.asked == Asked::exit_0) condition.exit = model::ExitMatch{model::ExitMatch::Rule::status, 0};
  return condition;
}

// The trial of a row, and the folder that holds the program while it runs.
class TrialOfRow {
 public:
  explicit TrialOfRow(const Row& row) {
    const std::string program(row.program);
    namespace fs = std::filesystem;
    fs::copy(fs::path(IPCGRADE_SPECIMENS) / program, fs::path(folder_.path()) / program);
    trial.scenario = program;
    trial.files = folder_.path();
    trial.limits.cpu = row.cpu;
    for (const auto& guard : model::guard_names()) trial.oracles.push_back(guard);
    model::Launch launch{program, program, {"./" + program}, model::AtEnd::exits};
    if (!row.argument.empty()) launch.argv.emplace_back(row.argument);
    trial.steps.push_back({{}, launch});
    if (!row.text.empty()) trial.steps.push_back({{}, model::Send{program, {std::string(row.text), ""}}});
    if (row.input == Input::closed) trial.steps.push_back({{}, model::CloseInput{program}});
    trial.steps.push_back({{}, model::Expect{asked(row)}});
  }
  // That of the program's own row, with another argument.
  explicit TrialOfRow(std::string_view program, std::string_view argument = {}) : TrialOfRow(row_of(program, argument)) {}

  [[nodiscard]] model::Trace run() const { return engine::run_trial_in_worker(trial, cpu()); }

  model::Trial trial;

 private:
  static Row row_of(std::string_view program, std::string_view argument) {
    Row row = *std::find_if(std::begin(table), std::end(table), [&](const Row& r) { return r.program == program; });
    if (!argument.empty()) row.argument = argument;
    return row;
  }

  engine::process::PrivateFolder folder_;
};

}  // namespace ipcgrade::specimens
