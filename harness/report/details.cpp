#include "report/details.hpp"

#include <fmt/format.h>

namespace ipcgrade::report {
namespace {

std::string verdict_line(const model::Verdict& verdict) {
  return verdict.sentence.empty() ? std::string(name_of(verdict.verdict))
                                  : fmt::format("{}: {}", name_of(verdict.verdict), verdict.sentence);
}

bool was_judged(const model::ScenarioResult& scenario) {
  return scenario.outcome == model::Outcome::failed || scenario.outcome == model::Outcome::inconclusive;
}

}  // namespace

std::string headline(const model::ScenarioResult& scenario) {
  if (scenario.outcome == model::Outcome::passed) return "";
  if (was_judged(scenario) && !scenario.verdicts.empty()) return verdict_line(scenario.verdicts.front());
  return scenario.reason.empty() ? std::string(name_of(scenario.outcome))
                                 : fmt::format("{}: {}", name_of(scenario.outcome), scenario.reason);
}

std::string details(const model::ScenarioResult& scenario) {
  std::string text;
  for (const model::Verdict& verdict : scenario.verdicts) {
    text += verdict_line(verdict) + "\n";
    for (const model::Evidence& evidence : verdict.evidence) text += fmt::format("  - {}\n", evidence.text);
  }
  if (!was_judged(scenario)) return text;
  if (!scenario.hint.empty()) text += fmt::format("hint: {}\n", scenario.hint);
  if (!scenario.show_again.empty()) text += fmt::format("again: {}\n", scenario.show_again);
  return text;
}

std::string build_messages(const model::SubmissionResult& result) {
  std::string text;
  for (const model::BuildResult& build : result.builds)
    if (!build.ok)
      text += fmt::format("$ {}\n{}{}{}\n", build.command, build.output,
                          build.output.empty() || build.output.back() == '\n' ? "" : "\n", build.failure);
  return text;
}

}  // namespace ipcgrade::report
