#include "plan/expand.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <type_traits>

#include "base/ensure.hpp"
#include "base/error.hpp"
#include "base/spelling.hpp"
#include "model/placeholder.hpp"
#include "plan/command_line.hpp"
#include "plan/unique.hpp"

namespace ipcgrade::plan {
namespace {

bool contains(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

void check_selection(const Selection& selection, const model::Suite& suite) {
  std::vector<std::string> known;
  for (const model::Scenario& scenario : suite.scenarios) known.push_back(scenario.name);
  for (const std::string& name : selection.scenarios)
    if (!contains(known, name))
      throw base::InputError(
          {}, fmt::format("task '{}' has no scenario '{}'{}", suite.assignment.name, name, base::suggestion(name, known)));
}

bool is_selected(const model::Scenario& scenario, const Selection& selection, const model::Submission& submission) {
  if (!selection.scenarios.empty()) return contains(selection.scenarios, scenario.name);
  return contains(submission.parts, scenario.part);
}

model::Arguments filled(model::Arguments arguments, const Unique& unique) {
  for (model::Payload& argument : arguments.list) argument = fill(std::move(argument), unique);
  for (auto& [_, argument] : arguments.named) argument = fill(std::move(argument), unique);
  return arguments;
}

model::Launch launch(const model::Start& start, const base::Position& position, const model::Submission& submission,
                     const Unique& unique) {
  const auto role = std::find_if(submission.roles.begin(), submission.roles.end(),
                                 [&](const model::Role& candidate) { return candidate.name == start.role; });
  ENSURE(role != submission.roles.end(), "a submission has every role of its assignment, and the parser knows no other");
  return {start.as, start.role, command_line(*role, filled(start.arguments, unique), position), role->at_end};
}

model::TrialStep trial_step(const model::Step& step, const model::Submission& submission, const Unique& unique) {
  const auto planned = [&](const auto& action) -> model::TrialAction {
    if constexpr (std::is_same_v<std::decay_t<decltype(action)>, model::Start>)
      return launch(action, step.position, submission, unique);
    else
      return action;
  };
  return {step.position, std::visit(planned, step.action)};
}

model::Trial trial_of(const model::Scenario& scenario, const model::Assignment& assignment, const model::Submission& submission,
                      const Unique& unique) {
  model::Trial trial;
  trial.scenario = scenario.name;
  trial.seed = unique.seed;
  trial.given = scenario.given;
  for (const model::Step& step : scenario.steps) trial.steps.push_back(trial_step(step, submission, unique));
  trial.limits = assignment.limits;
  trial.oracles = scenario.oracles;
  for (const model::Mechanism& mechanism : scenario.mechanisms)
    trial.mechanisms.push_back({mechanism.object, fill(mechanism.carries, unique), mechanism.writes});
  for (const std::string& left : scenario.leaves) trial.leaves.push_back(model::fill_placeholders(left, unique.values));
  trial.read_only = assignment.read_only;
  return trial;
}

}  // namespace

model::Plan expand(const model::Suite& suite, const model::Submission& submission, std::uint64_t seed, const std::string& files,
                   const Selection& selection) {
  check_selection(selection, suite);
  model::Plan plan;
  for (std::size_t index = 0; index < suite.scenarios.size(); ++index) {
    const model::Scenario& scenario = suite.scenarios[index];
    if (!is_selected(scenario, selection, submission)) continue;
    plan.trials.push_back(trial_of(scenario, suite.assignment, submission, unique_values(seed, submission.name, index)));
    plan.trials.back().files = files;
  }
  return plan;
}

}  // namespace ipcgrade::plan
