#include "plan/expand.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <type_traits>

#include "base/ensure.hpp"
#include "base/error.hpp"
#include "base/spelling.hpp"
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

// Who plays the roles of a trial, and how: the submission, or we.
struct Players {
  const model::Suite& suite;
  const model::Submission& submission;

  [[nodiscard]] const model::Role& role(const model::Start& start) const {
    const auto& roles = start.by == model::By::submission ? submission.roles
                        : suite.own_programs              ? suite.own_programs->roles
                                                          : suite.assignment.roles;  // not to be run, but planned all the same
    const auto role = std::find_if(roles.begin(), roles.end(), [&](const model::Role& one) { return one.name == start.role; });
    ENSURE(role != roles.end(), "a submission has every role of its assignment, and the parser knows no other");
    return *role;
  }
};

model::Launch launch(const model::Start& start, const base::Position& position, const Players& players, const Unique& unique) {
  const model::Role& role = players.role(start);
  return {start.as, start.role, command_line(role, filled(start.arguments, unique), position), role.at_end, start.by};
}

model::TrialStep trial_step(const model::Step& step, const Players& players, const Unique& unique) {
  const auto planned = [&](const auto& action) -> model::TrialAction {
    if constexpr (std::is_same_v<std::decay_t<decltype(action)>, model::Start>)
      return launch(action, step.position, players, unique);
    else
      return action;
  };
  return {step.position, std::visit(planned, step.action)};
}

model::Trial trial_of(const model::Scenario& scenario, const Players& players, const Unique& unique) {
  const model::Assignment& assignment = players.suite.assignment;
  model::Trial trial;
  trial.scenario = scenario.name;
  trial.seed = unique.seed;
  trial.given = scenario.given;
  for (const model::Step& step : scenario.steps) trial.steps.push_back(trial_step(step, players, unique));
  trial.limits = assignment.limits;
  trial.oracles = scenario.oracles;
  trial.mechanisms = scenario.mechanisms;
  trial.leaves = scenario.leaves;
  trial.items = scenario.items;
  trial.history = scenario.history;
  trial.read_only = assignment.read_only;
  fill(trial, unique);
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
    plan.trials.push_back(trial_of(scenario, {suite, submission}, unique_values(seed, submission.name, index)));
    plan.trials.back().files = files;
  }
  return plan;
}

}  // namespace ipcgrade::plan
