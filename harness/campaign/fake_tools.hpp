// Tools for tests of the campaign: submissions that exist only as tables of outcomes.
#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "campaign/campaign.hpp"

namespace ipcgrade::campaign {

inline model::Scenario fake_scenario(std::string name, std::vector<std::string> needs = {}, std::string part = "A") {
  model::Scenario scenario;
  scenario.name = std::move(name);
  scenario.title = "title of " + scenario.name;
  scenario.hint = "hint for " + scenario.name;
  scenario.part = std::move(part);
  scenario.points = 1;
  scenario.needs = std::move(needs);
  scenario.steps = {{{}, model::Start{"greet", "greet", {}}}};
  return scenario;
}

inline model::Suite fake_suite(std::vector<model::Scenario> scenarios) {
  model::Suite suite;
  suite.assignment.name = "pipe";
  suite.assignment.parts = {{"A", "one", 50, false}, {"B", "two", 50, false}};
  suite.scenarios = std::move(scenarios);
  return suite;
}

// Needs no build and no file: its program is looked up in PATH.
inline model::Submission fake_submission(std::string name = "alice") {
  model::Submission submission;
  submission.name = std::move(name);
  submission.folder = "/nowhere/" + submission.name;
  submission.roles = {{"greet", {{"true"}}, model::AtEnd::exits, "", {}}};
  submission.parts = {"A", "B"};
  return submission;
}

// Says of each trial what the test wants, and remembers which trials ran.
class FakeTools {
 public:
  using Say = std::function<model::VerdictClass(const model::Trial&)>;
  explicit FakeTools(Say say) : say_(std::move(say)) {}

  Tools tools() {
    return {[](const std::string&, const std::vector<std::string>&) {
              return Copy{"/nowhere", nullptr};
            },
            [](const model::BuildOrder& order) {
              return std::vector<model::BuildResult>{{true, order.commands.at(0), "", "", false, {}}};
            },
            [](const model::Suite& suite, const model::Submission&, std::uint64_t seed, const std::string& files,
               const std::vector<std::string>&) {
              model::Plan plan;
              for (const auto& scenario : suite.scenarios) {
                plan.trials.emplace_back();
                plan.trials.back().scenario = scenario.name;
                plan.trials.back().seed = seed;
                plan.trials.back().files = files;
              }
              return plan;
            },
            [this](const model::Trial& trial, int cpu) {
              {
                const std::lock_guard guard(mutex_);
                ran.push_back(trial.scenario);
                cpus.push_back(cpu);
              }
              model::Trace trace;
              trace.scenario = slug_of(say_(trial));
              return trace;
            },
            [](const model::Trial&, const model::Trace& trace) {
              model::Verdict verdict;
              verdict.verdict = *model::verdict_from_slug(trace.scenario);
              return model::Verdicts{verdict};
            },
            {},  // no sweeps
            [](const std::string&) { return true; },
            [this] { ++cancelled; }};
  }

  CampaignOptions options(std::vector<int> on_cpus = {0}) {
    CampaignOptions options;
    options.tools = tools();
    options.cpus = std::move(on_cpus);
    options.show_again = [](const std::string&, const std::string& scenario) { return "ipcgrade explain " + scenario; };
    return options;
  }

  std::vector<std::string> ran;
  std::vector<int> cpus;
  int cancelled = 0;

 private:
  Say say_;
  std::mutex mutex_;
};

}  // namespace ipcgrade::campaign
