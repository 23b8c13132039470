#include "cli/rounds.hpp"

#include <fmt/format.h>

namespace ipcgrade::cli {
namespace {

using Outcomes = std::map<std::string, std::string>;

std::string outcome_of(const model::ScenarioResult& scenario) {
  std::string text(name_of(scenario.outcome));
  for (const model::Verdict& verdict : scenario.verdicts)
    if (verdict.verdict != model::VerdictClass::passed) text += fmt::format(", {}", slug_of(verdict.verdict));
  return text;
}

void collect(const std::string& who, const model::SubmissionResult& result, Outcomes& all) {
  if (result.scenarios.empty()) all[who] = result.trouble;
  for (const model::BuildResult& build : result.builds)
    all[fmt::format("{}: '{}'", who, build.command)] = build.ok ? "built" : build.failure;
  for (const model::ScenarioResult& scenario : result.scenarios)
    all[fmt::format("{}: {}", who, scenario.scenario)] = outcome_of(scenario);
}

Outcomes outcomes_of(const Proof& proof) {
  Outcomes all;
  for (const Variant& variant : proof.variants) collect("good/" + variant.result.submission, variant.result, all);
  for (const Mutant& mutant : proof.mutants) collect("mutants/" + mutant.result.submission, mutant.result, all);
  return all;
}

const std::string& in(const Outcomes& outcomes, const std::string& what) {
  static const std::string none = "missing";
  const auto found = outcomes.find(what);
  return found == outcomes.end() ? none : found->second;
}

}  // namespace

std::vector<std::string> Rounds::differences(const Proof& round) {
  Outcomes now = outcomes_of(round);
  std::vector<std::string> found;
  if (first_.empty()) {
    first_ = std::move(now);
    return found;
  }
  for (const auto& [what, outcome] : now)
    if (in(first_, what) != outcome)
      found.push_back(fmt::format("{} differs: {}, but {} in round 1", what, outcome, in(first_, what)));
  for (const auto& [what, outcome] : first_)
    if (now.count(what) == 0) found.push_back(fmt::format("{} differs: missing, but {} in round 1", what, outcome));
  return found;
}

}  // namespace ipcgrade::cli
