#include "report/cleaned.hpp"

#include "report/printable.hpp"

namespace ipcgrade::report {
namespace {

template <class... Strings>
void clean(Strings&... strings) {
  ((strings = printable(strings)), ...);
}

void clean(model::Verdict& verdict) {
  clean(verdict.oracle, verdict.sentence);
  for (model::Evidence& evidence : verdict.evidence) clean(evidence.text);
  if (verdict.site) clean(verdict.site->function, verdict.site->file);
}

void clean(model::ScenarioResult& scenario) {
  clean(scenario.scenario, scenario.title, scenario.part, scenario.reason, scenario.hint, scenario.show_again);
  for (model::Verdict& verdict : scenario.verdicts) clean(verdict);
  if (scenario.overridden) clean(scenario.overridden->reason);
}

void clean(model::BuildResult& build) {
  clean(build.command, build.failure);
  build.output = printable(build.output, Lines::kept);
}

}  // namespace

model::SubmissionResult cleaned(model::SubmissionResult result) {
  clean(result.submission, result.folder, result.trouble);
  for (model::BuildResult& build : result.builds) clean(build);
  for (model::ScenarioResult& scenario : result.scenarios) clean(scenario);
  return result;
}

model::Report cleaned(model::Report report) {
  clean(report.harness_version, report.rung, report.assignment.name, report.assignment.title);
  for (model::Part& part : report.assignment.parts) clean(part.name, part.title);
  for (model::SubmissionResult& result : report.submissions) result = cleaned(std::move(result));
  return report;
}

}  // namespace ipcgrade::report
