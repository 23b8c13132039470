#include "report/score.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace ipcgrade::report {
namespace {

void count(const model::ScenarioResult& scenario, PartScore& score) {
  const bool decided = scenario.overridden.has_value();
  if (scenario.outcome == model::Outcome::not_applicable && !decided) return;
  score.possible += scenario.points;
  ++score.counted;
  score.blank |= scenario.outcome == model::Outcome::inconclusive && !decided;
  const int earned = earned_points(scenario);
  score.earned += earned;
  if (earned > 0 && earned == scenario.points) ++score.passed;
}

PartScore part_score(const model::Part& part, const model::SubmissionResult& result) {
  PartScore score;
  score.part = part;
  for (const model::ScenarioResult& scenario : result.scenarios)
    if (scenario.part == part.name) count(scenario, score);
  if (score.possible > 0) score.percent = part.percent * static_cast<double>(score.earned) / score.possible;
  return score;
}

std::string why_blank(const model::SubmissionResult& result) {
  const auto open = std::count_if(result.scenarios.begin(), result.scenarios.end(),
                                  [](const auto& s) { return s.outcome == model::Outcome::inconclusive && !s.overridden; });
  if (open == 0) return "nothing could be judged on this machine";
  return open == 1 ? "1 scenario is inconclusive" : fmt::format("{} scenarios are inconclusive", open);
}

// Of the exact mark; it is rounded afterwards.
double after_lateness(double mark, const std::optional<model::LateDeduction>& late) {
  if (!late) return mark;
  return late->closed ? 0 : std::max(0.0, mark - late->percent);
}

}  // namespace

int earned_points(const model::ScenarioResult& scenario) {
  if (scenario.overridden) return scenario.overridden->points;
  if (scenario.outcome == model::Outcome::passed) return scenario.points;
  return scenario.earned.value_or(0);
}

std::vector<PartScore> part_scores(const model::Assignment& assignment, const model::SubmissionResult& result) {
  std::vector<PartScore> scores;
  for (const model::Part& part : assignment.parts) scores.push_back(part_score(part, result));
  return scores;
}

void set_mark(const model::Assignment& assignment, model::SubmissionResult& result) {
  double earned = 0;
  double bonus = 0;
  int reachable = 0;  // percent that the parts left in the total are worth
  bool blank = !result.trouble.empty();
  for (const PartScore& score : part_scores(assignment, result)) {
    blank |= score.blank;
    (score.part.bonus ? bonus : earned) += score.percent;
    if (!score.part.bonus && score.possible > 0) reachable += score.part.percent;
  }
  result.blank = blank || reachable == 0;
  result.mark = result.blank ? 0 : std::round(after_lateness(earned * 100 / reachable + bonus, result.late) * 10) / 10;
  if (result.blank && result.trouble.empty()) result.trouble = why_blank(result);
}

std::string mark_text(double mark) {
  const double rounded = std::round(mark * 10) / 10;
  return rounded == std::floor(rounded) ? fmt::format("{:.0f}", rounded) : fmt::format("{:.1f}", rounded);
}

}  // namespace ipcgrade::report
