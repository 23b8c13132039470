#include "campaign/campaign.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/ensure.hpp"
#include "base/spelling.hpp"
#include "campaign/built.hpp"
#include "campaign/graded_sweep.hpp"
#include "campaign/obstacles.hpp"
#include "campaign/pool.hpp"
#include "campaign/trials.hpp"

namespace ipcgrade::campaign {

void check_scenarios(const model::Suite& suite, const std::vector<std::string>& wanted) {
  std::vector<std::string> known;
  std::vector<std::string> shown;  // suggestions give no hidden name away
  for (const model::Scenario& scenario : suite.scenarios) {
    known.push_back(scenario.name);
    if (scenario.visibility == model::Visibility::visible) shown.push_back(scenario.name);
  }
  for (const std::string& name : wanted)
    if (std::find(known.begin(), known.end(), name) == known.end())
      throw base::InputError({},
                             "there is no scenario '" + name + "' in " + suite.assignment.name + base::suggestion(name, shown));
}

namespace {

using model::Outcome;

model::ScenarioResult blank_result(const model::Scenario& scenario, const model::Submission& submission,
                                   const CampaignOptions& options) {
  model::ScenarioResult result;
  result.scenario = scenario.name;
  result.title = scenario.title;
  result.part = scenario.part;
  result.points = scenario.points;
  result.visibility = scenario.visibility;
  result.hint = scenario.hint;
  if (options.show_again) result.show_again = options.show_again(submission.folder, scenario.name);
  return result;
}

const model::Trial& trial_of(const model::Plan& plan, const std::string& scenario) {
  const auto trial = std::find_if(plan.trials.begin(), plan.trials.end(), [&](const auto& t) { return t.scenario == scenario; });
  ENSURE(trial != plan.trials.end(), "a plan has a trial for every scenario");
  return *trial;
}

// Where the scenario stands is not for the eyes of students.
std::string without_position(const base::InputError& error) {
  const std::string position = base::to_string(error.position()) + ": ";
  const std::string text = error.what();
  return text.starts_with(position) ? text.substr(position.size()) : text;
}

model::SubmissionResult interrupted(const model::Submission& submission) {
  model::SubmissionResult result;
  result.submission = submission.name;
  result.folder = submission.folder;
  result.blank = true;
  result.trouble = "interrupted before a scenario was run";
  return result;
}

// One submission while its scenarios run.
class Run {
 public:
  Run(const model::Suite& suite, const model::Submission& submission, const CampaignOptions& options, Progress& progress)
      : suite_(suite), submission_(submission), options_(options), progress_(progress) {}

  model::SubmissionResult operator()() {
    check_scenarios(suite_, options_.scenarios);
    const Copy copy = options_.tools.copy(submission_.folder, suite_.assignment.provides);
    progress_.building(submission_.name);
    built_ = build(suite_, submission_, copy.path, options_);
    plan(copy.path);
    const std::string ours = own_programs();
    for (model::Trial& trial : plan_.trials) {
      trial.sites = options_.sites;
      trial.own_programs = ours;
    }
    Needs needs(suite_.scenarios, options_.scenarios);
    const std::size_t wanted = needs.size() + (is_swept() ? 1 : 0);
    progress_.running(submission_.name, wanted);
    results_.resize(suite_.scenarios.size());
    run_pool(needs, options_.cpus, options_.cancelled, [&](const Turn& turn, int cpu) { return scenario(turn, cpu); });
    if (is_swept()) sweep(copy.path);
    return collected(wanted);
  }

 private:
  // A command that the submission gives may have no place for what a scenario gives it: that scenario fails, and the others run.
  void plan(const std::string& files) {
    try {
      plan_ = options_.tools.expand(suite_, submission_, options_.seed, files, options_.scenarios);
    } catch (const base::InputError&) {
      if (!has_own_commands()) throw;  // the author's mistake
      plan_one_by_one(files);
    }
  }

  void plan_one_by_one(const std::string& files) {
    for (const model::Scenario& scenario : suite_.scenarios) {
      if (!is_wanted(scenario)) continue;
      try {
        model::Plan one = options_.tools.expand(suite_, submission_, options_.seed, files, {scenario.name});
        for (model::Trial& trial : one.trials) plan_.trials.push_back(std::move(trial));
      } catch (const base::InputError& error) {
        model::Verdict& verdict = bad_commands_[scenario.name];
        verdict.verdict = model::VerdictClass::not_executable;
        verdict.oracle = "build";
        verdict.sentence = "submission.toml: " + without_position(error);
      }
    }
  }

  [[nodiscard]] bool has_own_commands() const {
    return std::any_of(submission_.roles.begin(), submission_.roles.end(), [&](const model::Role& own) {
      const auto& roles = suite_.assignment.roles;
      const auto given = std::find_if(roles.begin(), roles.end(), [&](const auto& role) { return role.name == own.name; });
      return given != roles.end() && given->command != own.command;
    });
  }

  [[nodiscard]] bool is_wanted(const model::Scenario& scenario) const {
    const std::vector<std::string>& wanted = options_.scenarios;
    return wanted.empty() || std::find(wanted.begin(), wanted.end(), scenario.name) != wanted.end();
  }

  [[nodiscard]] bool to_be_run(const model::Scenario& scenario) const {
    // Who asks for a scenario by name wants to see it, declared or not.
    if (!options_.scenarios.empty() && options_.undeclared == Undeclared::run_if_named) return true;
    return std::find(submission_.parts.begin(), submission_.parts.end(), scenario.part) != submission_.parts.end();
  }

  // Empty where nothing of ours is started, or there is nothing of ours.
  [[nodiscard]] std::string own_programs() const {
    std::vector<std::string> needed;
    for (const model::Scenario& scenario : suite_.scenarios) {
      if (!is_wanted(scenario) || !to_be_run(scenario) || !obstacle(scenario, suite_, submission_, options_.tools).empty())
        continue;
      for (std::string& role : roles_of_ours(scenario)) needed.push_back(std::move(role));
    }
    if (needed.empty()) return "";
    return options_.own_programs->folder(suite_, needed, options_);
  }

  Outcome scenario(const Turn& turn, int cpu) {
    const model::Scenario& scenario = suite_.scenarios[turn.index];
    const auto known = options_.known.find(scenario.name);
    const bool is_new = known == options_.known.end();
    model::ScenarioResult result = is_new ? ended(turn, scenario, cpu) : known->second;
    if (is_new && options_.settled) options_.settled(result);
    progress_.settled(submission_.name, result);
    const Outcome outcome = result.outcome;
    results_[turn.index] = std::move(result);  // each index is given to one thread only
    return outcome;
  }

  model::ScenarioResult ended(const Turn& turn, const model::Scenario& scenario, int cpu) {
    model::ScenarioResult result = blank_result(scenario, submission_, options_);
    if (!to_be_run(scenario)) {
      result.outcome = Outcome::not_declared;
      result.reason = "the submission does not declare part " + scenario.part;
    } else if (turn.refusal) {
      result.outcome = turn.refusal->outcome;
      result.reason = turn.refusal->reason;
    } else if (const std::string why = obstacle(scenario, suite_, submission_, options_.tools); !why.empty()) {
      result.verdicts = {not_applicable(why)};
      result.reason = why;
      result.outcome = outcome_of(result.verdicts);
    } else if (const model::Verdict* trouble = trouble_in(scenario, built_.troubles)) {
      result.verdicts = {*trouble};
      result.outcome = outcome_of(result.verdicts);
    } else if (const auto bad = bad_commands_.find(scenario.name); bad != bad_commands_.end()) {
      result.verdicts = {bad->second};
      result.outcome = outcome_of(result.verdicts);
    } else {
      const model::Trial& trial = trial_of(plan_, scenario.name);
      const auto trace = run_scenario(trial, cpu, options_.tools, *options_.quiet, options_.cancelled, result);
      if (trace && options_.keep) options_.keep({submission_, scenario, trial, *trace});
    }
    return result;
  }

  [[nodiscard]] bool is_swept() const {
    return options_.sweeping == Sweeping::as_assigned && options_.scenarios.empty() && !suite_.assignment.sweep.part.empty();
  }

  // A sweep that was interrupted is no result.
  void sweep(const std::string& files) {
    const auto known = options_.known.find(std::string(model::graded_sweep_name));
    model::ScenarioResult result;
    if (known != options_.known.end()) {
      result = known->second;
    } else {
      if (options_.cancelled.stop_requested()) return;
      result = swept(files);
      if (options_.cancelled.stop_requested()) return;
      if (options_.settled) options_.settled(result);
    }
    progress_.settled(submission_.name, result);
    results_.emplace_back(std::move(result));
  }

  model::ScenarioResult swept(const std::string& files) {
    const auto broken = std::find_if(built_.results.begin(), built_.results.end(), [](const auto& build) { return !build.ok; });
    if (broken == built_.results.end()) return graded_sweep(suite_, submission_, files, options_);
    model::ScenarioResult result = *model::sweep_row(suite_.assignment);
    model::Verdict verdict;
    verdict.verdict = broken->machine ? model::VerdictClass::inconclusive : model::VerdictClass::build_failed;
    verdict.oracle = "sweep";
    verdict.sentence = broken->failure;
    result.verdicts = {std::move(verdict)};
    result.outcome = outcome_of(result.verdicts);
    return result;
  }

  model::SubmissionResult collected(std::size_t wanted) {
    model::SubmissionResult all;
    all.submission = submission_.name;
    all.folder = submission_.folder;
    all.builds = std::move(built_.results);
    for (auto& result : results_)
      if (result) all.scenarios.push_back(std::move(*result));
    if (all.scenarios.size() < wanted) {
      all.trouble = fmt::format("interrupted: {} of {} scenarios were run", all.scenarios.size(), wanted);
    } else if (all.scenarios.size() < suite_.scenarios.size()) {
      all.trouble = fmt::format("only {} of {} scenarios {} run", wanted, suite_.scenarios.size(), wanted == 1 ? "was" : "were");
    }
    all.blank = !all.trouble.empty();
    return all;
  }

  const model::Suite& suite_;
  const model::Submission& submission_;
  const CampaignOptions& options_;
  Progress& progress_;
  Built built_;
  model::Plan plan_;
  std::map<std::string, model::Verdict> bad_commands_;  // by scenario
  std::vector<std::optional<model::ScenarioResult>> results_;
};

}  // namespace

model::SubmissionResult run_submission(const model::Suite& suite, const model::Submission& submission,
                                       const CampaignOptions& options, Progress& progress) {
  const std::stop_callback cancel(options.cancelled, [&] {
    if (options.tools.cancel) options.tools.cancel();
  });
  try {
    return Run(suite, submission, options, progress)();
  } catch (...) {
    // While it was copied or built: nothing is finished.
    if (!options.cancelled.stop_requested()) throw;
    return interrupted(submission);
  }
}

}  // namespace ipcgrade::campaign
