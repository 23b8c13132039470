#include "campaign/sweep.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>

#include "base/spelling.hpp"
#include "campaign/built.hpp"
#include "campaign/trials.hpp"
#include "plan/sweep.hpp"

namespace ipcgrade::campaign {
namespace {

bool contains(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

const model::Scenario& scenario_called(const model::Suite& suite, const std::string& name) {
  const auto found = std::find_if(suite.scenarios.begin(), suite.scenarios.end(),
                                  [&](const model::Scenario& scenario) { return scenario.name == name; });
  if (found == suite.scenarios.end())
    throw base::InputError(
        {}, fmt::format("[sweep] of {} names the scenario '{}', which is not in its suite", suite.assignment.name, name));
  return *found;
}

// The runs of one scenario: without a fault, and again on what a killed one has left.
struct Base {
  std::string scenario;
  model::Trial clean;
  std::optional<model::Trial> again{};  // where it takes other steps
  model::Trace trace;
};

struct Work {
  const Base* base = nullptr;
  model::Strike strike;
};

class Sweep {
 public:
  Sweep(const model::Suite& suite, const model::Submission& submission, const std::string& files, const SweepOptions& options)
      : suite_(suite), submission_(submission), files_(files), options_(options), campaign_(options.campaign) {}

  model::SweepReport operator()() {
    report_.task = suite_.assignment.name;
    report_.submission = submission_.name;
    report_.rules = suite_.assignment.sweep;
    for (const std::string& name : suite_.assignment.sweep.scenarios) survey(scenario_called(suite_, name));
    report_.planned = work_.size();
    if (options_.planned) options_.planned(work_.size());
    results_.resize(work_.size());
    strike_all();
    for (auto& result : results_)
      if (result) report_.results.push_back(std::move(*result));
    return std::move(report_);
  }

 private:
  [[nodiscard]] model::Trial expanded(const model::Scenario& scenario) const {
    model::Suite suite = suite_;
    for (model::Scenario& one : suite.scenarios)
      if (one.name == scenario.name) one = scenario;
    model::Plan plan = campaign_.tools.expand(suite, submission_, campaign_.seed, files_, {scenario.name});
    model::Trial trial = std::move(plan.trials.front());
    trial.own_programs = own_programs(scenario);
    return trial;
  }

  [[nodiscard]] std::string own_programs(const model::Scenario& scenario) const {
    const std::vector<std::string> roles = roles_of_ours(scenario);
    return roles.empty() ? "" : campaign_.own_programs->folder(suite_, roles, campaign_);
  }

  // Two clean runs: the points are those of the first, and the second says whether they can be met again.
  void survey(const model::Scenario& scenario) {
    if (!campaign_.scenarios.empty() && !contains(campaign_.scenarios, scenario.name)) return;
    if (!contains(submission_.parts, scenario.part) || campaign_.cancelled.stop_requested()) return;
    auto base = std::make_unique<Base>();
    base->scenario = scenario.name;
    base->clean = expanded(scenario);
    if (!scenario.restart.empty()) {
      model::Scenario again = scenario;
      again.steps = again.restart;
      base->again = expanded(again);
    }
    if (auto left = clean_runs(*base)) return report_.left_out.push_back(*std::move(left));
    for (const model::Point& point : base->trace.points)
      for (model::Strike& strike : plan::strikes_at(point)) {
        strike.scenario = scenario.name;
        if (options_.strikes.empty() || contains(options_.strikes, model::key_of(strike)))
          work_.push_back({base.get(), std::move(strike)});
      }
    bases_.push_back(std::move(base));
  }

  // Why the scenario cannot be swept; nothing: it can.
  std::optional<model::LeftOut> clean_runs(Base& base) {
    const model::Trial trial = plan::surveyed(base.clean);
    std::vector<model::Point> points;
    for (int run = 0; run < 2; ++run) {
      model::ScenarioResult result;
      auto trace = run_scenario(trial, campaign_.cpus.front(), campaign_.tools, *campaign_.quiet, campaign_.cancelled, result);
      if (result.outcome != model::Outcome::passed)
        return model::LeftOut{base.scenario, "without any fault: " + result.verdicts.front().sentence,
                              result.outcome == model::Outcome::inconclusive};
      if (run == 0) points = trace->points;
      base.trace = std::move(*trace);
    }
    const std::string difference = plan::first_difference(points, base.trace.points);
    if (difference.empty()) return std::nullopt;
    return model::LeftOut{base.scenario, "the program is not the same from run to run: " + difference, false};
  }

  void strike_all() {
    std::atomic<std::size_t> next{0};
    std::exception_ptr failure;
    const auto work = [&](int cpu) {
      for (std::size_t i = next++; i < work_.size() && !campaign_.cancelled.stop_requested(); i = next++) try {
          strike(i, cpu);
        } catch (...) {
          next = work_.size();
          const std::lock_guard guard(mutex_);
          if (!failure) failure = std::current_exception();
        }
    };
    {
      std::vector<std::jthread> threads;
      for (const int cpu : campaign_.cpus) threads.emplace_back(work, cpu);
    }
    if (failure && !campaign_.cancelled.stop_requested()) std::rethrow_exception(failure);
  }

  void strike(std::size_t index, int cpu) {
    const Work& work = work_[index];
    if (options_.known)
      if (auto verdict = options_.known(work.strike)) {
        results_[index] = {work.strike, *std::move(verdict)};
        return;
      }
    Tools tools = campaign_.tools;
    tools.judge = [&](const model::Trial& trial, const model::Trace& trace) {
      return model::Verdicts{campaign_.tools.survival(trial, trace, work.strike, work.base->trace, suite_.assignment.sweep)};
    };
    model::Trial trial = plan::struck(work.base->clean, work.base->again, work.strike);
    trial.sites = campaign_.sites;
    model::ScenarioResult result;
    const auto trace = run_scenario(trial, cpu, tools, *campaign_.quiet, campaign_.cancelled, result);
    const std::lock_guard guard(mutex_);
    results_[index] = {work.strike, result.verdicts.front()};
    if (options_.tried && trace) options_.tried({*results_[index], trial, *trace});
  }

  const model::Suite& suite_;
  const model::Submission& submission_;
  const std::string& files_;
  const SweepOptions& options_;
  const CampaignOptions& campaign_;
  model::SweepReport report_;
  std::vector<std::unique_ptr<Base>> bases_;
  std::vector<Work> work_;
  std::vector<std::optional<model::StrikeResult>> results_;
  std::mutex mutex_;
};

void check(const model::Assignment& assignment, const std::vector<std::string>& wanted) {
  const std::vector<std::string>& swept = assignment.sweep.scenarios;
  if (swept.empty()) throw base::InputError({}, "the task " + assignment.name + " has no [sweep] in its assignment.toml");
  for (const std::string& name : wanted)
    if (!contains(swept, name))
      throw base::InputError(
          {}, fmt::format("'{}' is no scenario that {} sweeps{}", name, assignment.name, base::suggestion(name, swept)));
}

void check_built(const model::Submission& submission, const Built& built) {
  for (const model::BuildResult& result : built.results)
    if (!result.ok)
      throw base::InputError({},
                             fmt::format("{} does not build ('{}' failed): nothing to sweep", submission.name, result.command));
  if (!built.troubles.empty() && built.troubles.size() == submission.roles.size())
    throw base::InputError({}, built.troubles.begin()->second.sentence + ": nothing to sweep");
}

}  // namespace

model::SweepReport sweep_built(const model::Suite& suite, const model::Submission& submission, const std::string& files,
                               const SweepOptions& options) {
  check(suite.assignment, options.campaign.scenarios);
  return Sweep(suite, submission, files, options)();
}

model::SweepReport run_sweep(const model::Suite& suite, const model::Submission& submission, const SweepOptions& options) {
  const std::stop_callback cancel(options.campaign.cancelled, [&] {
    if (options.campaign.tools.cancel) options.campaign.tools.cancel();
  });
  try {
    check(suite.assignment, options.campaign.scenarios);
    const Copy copy = options.campaign.tools.copy(submission.folder, suite.assignment.provides);
    check_built(submission, build(suite, submission, copy.path, options.campaign));
    return sweep_built(suite, submission, copy.path, options);
  } catch (...) {
    if (!options.campaign.cancelled.stop_requested()) throw;
    model::SweepReport nothing;  // it was built, or run without a fault, when it was interrupted
    nothing.task = suite.assignment.name;
    nothing.submission = submission.name;
    return nothing;
  }
}

}  // namespace ipcgrade::campaign
