// After a kill a sweep runs a program once more, unless nothing is left that could make a difference.
#include <algorithm>
#include <string_view>
#include <variant>

#include "specimens/trial_of_row.hpp"
#include "testing/catch.hpp"

using namespace ipcgrade;
using specimens::TrialOfRow;

namespace {

bool was_left_out(const model::Trace& trace) {
  return std::any_of(trace.events.begin(), trace.events.end(),
                     [](const model::Event& event) { return std::holds_alternative<model::NothingLeft>(event.what); });
}

model::Trace run_twice(std::string_view program, model::Restart between) {
  TrialOfRow prepared(program);
  if (program == "opens_a_note") prepared.trial.given.push_back({"note", model::FileKind::regular, 0666, {"a", ""}});
  // Whatever it prints, so that the next run is come to.
  for (model::TrialStep& step : prepared.trial.steps)
    if (auto* const expect = std::get_if<model::Expect>(&step.action)) expect->condition.standard_output.reset();
  const std::vector<model::TrialStep> steps = prepared.trial.steps;
  prepared.trial.steps.push_back({{}, between});
  prepared.trial.steps.insert(prepared.trial.steps.end(), steps.begin(), steps.end());
  return prepared.run();
}

}  // namespace

TEST_CASE("a run that is known from a fresh start is left out where the first has left nothing", "[specimens]") {
  for (const bool known : {true, false}) {
    const model::Trace trace = run_twice("inherits_defaults", {.known_from_fresh = known});
    CHECK(trace.ending == model::Ending::complete);
    // On a rung without file systems of its own nobody can tell what was left.
    if (!known) CHECK_FALSE(was_left_out(trace));
    CHECK(trace.processes.size() == (was_left_out(trace) ? 1 : 2));
    if (known && engine::chosen_rung().mount_namespace && engine::chosen_rung().ipc_namespace) CHECK(was_left_out(trace));
  }
}

TEST_CASE("a run is made where the first has left a name, a file less, or perhaps another byte in one", "[specimens]") {
  for (const std::string_view program : {"leaves_fifo", "deletes_own_files", "opens_a_note"}) {
    INFO(program);
    const model::Trace trace = run_twice(program, {.known_from_fresh = true});
    CHECK_FALSE(was_left_out(trace));
    CHECK(trace.processes.size() == 2);
  }
}
