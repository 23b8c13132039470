#include "report/conceal.hpp"

#include <fmt/format.h>

#include "report/so_far.hpp"

namespace ipcgrade::report {
namespace {

void conceal(model::ScenarioResult& scenario, int number) {
  scenario.scenario = concealed_name(number);
  scenario.title = "a scenario that is not shown";
  scenario.hint.clear();
  scenario.show_again.clear();
  if (scenario.overridden) scenario.overridden->reason.clear();
  if (!scenario.reason.empty() && scenario.reason != not_reached) scenario.reason = "a scenario that it needs failed";
  if (scenario.verdicts.empty()) return;
  model::Verdict verdict;  // what kind of failure, and no more
  verdict.verdict = scenario.verdicts.front().verdict;
  scenario.verdicts = {verdict};
}

// The reason of a visible scenario may name a concealed one that it needs.
void conceal_reasons(model::SubmissionResult& result, const std::string& name) {
  for (model::ScenarioResult& scenario : result.scenarios)
    if (scenario.reason.find(name) != std::string::npos) scenario.reason = "a scenario that it needs failed";
}

}  // namespace

std::string concealed_name(int number) { return fmt::format("hidden-{}", number); }

model::Report concealed(model::Report report, model::Visibility seen) {
  for (model::SubmissionResult& result : report.submissions) {
    int number = 0;
    for (model::ScenarioResult& scenario : result.scenarios) {
      if (scenario.visibility <= seen) continue;
      conceal_reasons(result, scenario.scenario);
      conceal(scenario, ++number);
    }
  }
  return report;
}

}  // namespace ipcgrade::report
