#include "report/so_far.hpp"

#include <algorithm>
#include <utility>

#include "model/sweep.hpp"
#include "report/score.hpp"

namespace ipcgrade::report {
namespace {

model::ScenarioResult not_run(model::ScenarioResult result) {
  result.outcome = model::Outcome::skipped;
  result.reason = not_reached;
  return result;
}

// What will be there when everything has been run.
std::vector<model::ScenarioResult> rows_of(const model::Suite& suite) {
  std::vector<model::ScenarioResult> rows;
  for (const model::Scenario& scenario : suite.scenarios) {
    model::ScenarioResult& row = rows.emplace_back();
    row.scenario = scenario.name;
    row.title = scenario.title;
    row.part = scenario.part;
    row.points = scenario.points;
    row.visibility = scenario.visibility;
  }
  if (auto sweep = model::sweep_row(suite.assignment)) rows.push_back(*std::move(sweep));
  return rows;
}

}  // namespace

model::SubmissionResult so_far(const model::Suite& suite, const model::Submission& submission,
                               const std::vector<model::ScenarioResult>& settled) {
  model::SubmissionResult result;
  result.submission = submission.name;
  result.folder = submission.folder;
  for (model::ScenarioResult& row : rows_of(suite)) {
    const auto done = std::find_if(settled.begin(), settled.end(), [&](const auto& one) { return one.scenario == row.scenario; });
    result.scenarios.push_back(done == settled.end() ? not_run(std::move(row)) : *done);
  }
  set_mark(suite.assignment, result);
  return result;
}

std::size_t unreached(const model::SubmissionResult& result) {
  return static_cast<std::size_t>(
      std::count_if(result.scenarios.begin(), result.scenarios.end(), [](const auto& one) { return one.reason == not_reached; }));
}

}  // namespace ipcgrade::report
