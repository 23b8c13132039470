#include "campaign/graded_sweep.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/ensure.hpp"
#include "campaign/sweep.hpp"

namespace ipcgrade::campaign {
namespace {

using model::Outcome;
using model::VerdictClass;

constexpr std::size_t most_groups = 20;

model::Verdict said(VerdictClass verdict, std::string sentence) {
  model::Verdict out;
  out.verdict = verdict;
  out.oracle = "sweep";
  out.sentence = std::move(sentence);
  return out;
}

model::Verdict said(const model::FailureGroup& group) {
  const model::StrikeResult& example = *group.results.front();
  model::Verdict out = said(example.verdict.verdict, fmt::format("In {}, where {}: {}", example.strike.scenario,
                                                                 describe(example.strike.fault), example.verdict.sentence));
  out.site = example.strike.point.site;
  return out;
}

model::Verdicts failures_of(const model::SweepReport& report) {
  const model::Survival all = survival(report);
  model::Verdicts out;
  for (const model::FailureGroup& group : grouped(report))
    if (out.size() < most_groups) out.push_back(said(group));
  for (const model::LeftOut& left : report.left_out)
    out.push_back(said(VerdictClass::wrong_output, fmt::format("{} was not swept. {}", left.scenario, left.why)));
  if (out.empty()) return {said(VerdictClass::passed, "")};
  out.front().sentence = fmt::format("survived {} of {} faults. {}", all.survived, all.tried, out.front().sentence);
  return out;
}

}  // namespace

void set_outcome(const model::SweepReport& report, model::ScenarioResult& result) {
  const auto machine =
      std::find_if(report.left_out.begin(), report.left_out.end(), [](const auto& left) { return left.machine; });
  if (machine != report.left_out.end()) {
    result.verdicts = {said(VerdictClass::inconclusive, fmt::format("{} was not swept. {}", machine->scenario, machine->why))};
    result.outcome = Outcome::inconclusive;
    return;
  }
  result.verdicts = failures_of(report);
  result.outcome = result.verdicts.front().verdict == VerdictClass::passed ? Outcome::passed : Outcome::failed;
  if (result.outcome == Outcome::failed)
    result.earned = static_cast<int>(static_cast<std::uint64_t>(result.points) * share(report) / 10'000);
}

model::ScenarioResult graded_sweep(const model::Suite& suite, const model::Submission& submission, const std::string& files,
                                   const CampaignOptions& options) {
  auto row = model::sweep_row(suite.assignment);
  ENSURE(row.has_value(), "only an assignment that gives points for its sweep has it graded");
  model::ScenarioResult result = *std::move(row);
  if (options.show_again) result.show_again = options.show_again(submission.folder, result.scenario);
  if (std::find(submission.parts.begin(), submission.parts.end(), result.part) == submission.parts.end()) {
    result.outcome = Outcome::not_declared;
    result.reason = "the submission does not declare part " + result.part;
    return result;
  }
  SweepOptions sweep;
  sweep.campaign = options;
  sweep.campaign.sites = model::Sites::of_ends;  // a point knows its place already
  const model::SweepReport report = sweep_built(suite, submission, files, sweep);
  set_outcome(report, result);
  if (options.swept) options.swept(submission, report);
  return result;
}

}  // namespace ipcgrade::campaign
