#include "report/so_far.hpp"

#include <algorithm>

#include "report/score.hpp"

namespace ipcgrade::report {
namespace {

model::ScenarioResult not_run(const model::Scenario& scenario) {
  model::ScenarioResult result;
  result.scenario = scenario.name;
  result.title = scenario.title;
  result.part = scenario.part;
  result.points = scenario.points;
  result.visibility = scenario.visibility;
  result.outcome = model::Outcome::skipped;
  result.reason = not_reached;
  return result;
}

}  // namespace

model::SubmissionResult so_far(const model::Suite& suite, const model::Submission& submission,
                               const std::vector<model::ScenarioResult>& settled) {
  model::SubmissionResult result;
  result.submission = submission.name;
  result.folder = submission.folder;
  for (const model::Scenario& scenario : suite.scenarios) {
    const auto done =
        std::find_if(settled.begin(), settled.end(), [&](const auto& one) { return one.scenario == scenario.name; });
    result.scenarios.push_back(done == settled.end() ? not_run(scenario) : *done);
  }
  set_mark(suite.assignment, result);
  return result;
}

std::size_t unreached(const model::SubmissionResult& result) {
  return static_cast<std::size_t>(
      std::count_if(result.scenarios.begin(), result.scenarios.end(), [](const auto& one) { return one.reason == not_reached; }));
}

}  // namespace ipcgrade::report
