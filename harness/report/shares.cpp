#include "report/shares.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>

#include "report/score.hpp"

namespace ipcgrade::report {
namespace {

using model::Outcome;

enum class Kind : std::uint8_t { regular, bonus };

// What a scenario is worth and has earned, in hundredths, before any rounding.
struct Exact {
  double earned = 0;
  double lost = 0;
  Kind kind = Kind::regular;
};

model::SubmissionResult without_inconclusive(model::SubmissionResult result) {
  for (model::ScenarioResult& scenario : result.scenarios)
    if (scenario.outcome == Outcome::inconclusive) scenario.outcome = Outcome::not_applicable;
  result.trouble.clear();
  return result;
}

std::vector<Exact> exact_shares(const model::Assignment& assignment, const model::SubmissionResult& result) {
  const std::vector<PartScore> parts = part_scores(assignment, result);
  int reachable = 0;  // percent that the parts left in the total are worth
  for (const PartScore& part : parts)
    if (!part.part.bonus && part.possible > 0) reachable += part.part.percent;
  std::vector<Exact> all;
  for (const model::ScenarioResult& scenario : result.scenarios) {
    Exact& exact = all.emplace_back();
    const auto part =
        std::find_if(parts.begin(), parts.end(), [&](const PartScore& one) { return one.part.name == scenario.part; });
    if (part == parts.end() || part->possible == 0 || scenario.outcome == Outcome::not_applicable) continue;
    const double whole = part->part.bonus || reachable == 0 ? 1 : 100.0 / reachable;
    const double worth = 100.0 * part->part.percent * whole * scenario.points / part->possible;
    exact.earned = scenario.points == 0 ? 0 : worth * earned_points(scenario) / scenario.points;
    exact.lost = worth - exact.earned;
    exact.kind = part->part.bonus ? Kind::bonus : Kind::regular;
  }
  return all;
}

// Whole numbers near `exact` whose sum is `total`: rounded down, and the largest remainders up (Hamilton's method).
std::vector<int> apportioned(const std::vector<double>& exact, int total) {
  std::vector<int> whole;
  for (const double value : exact) whole.push_back(static_cast<int>(std::floor(value)));
  std::vector<std::size_t> order(exact.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return exact[a] - std::floor(exact[a]) > exact[b] - std::floor(exact[b]);
  });
  std::erase_if(order, [&](std::size_t index) { return exact[index] <= 0; });
  int left = total - std::accumulate(whole.begin(), whole.end(), 0);
  for (std::size_t i = 0; left != 0 && !order.empty(); i = (i + 1) % order.size()) {
    whole[order[i]] += left > 0 ? 1 : -1;
    left += left > 0 ? -1 : 1;
  }
  return whole;
}

// The member of every scenario of this kind; 0 for the others.
std::vector<double> column(const std::vector<Exact>& all, double Exact::*member, Kind kind) {
  std::vector<double> values;
  for (const Exact& exact : all) values.push_back(exact.kind == kind ? exact.*member : 0);
  return values;
}

double sum(const std::vector<double>& values) { return std::accumulate(values.begin(), values.end(), 0.0); }

int rounded(double value) { return static_cast<int>(std::lround(value)); }

}  // namespace

Shares shares(const model::Assignment& assignment, const model::SubmissionResult& result) {
  Shares all;
  all.of.resize(result.scenarios.size());
  if (result.scenarios.empty() && !result.trouble.empty() && !result.machine) all.mark = 0;
  model::SubmissionResult judged = without_inconclusive(result);
  set_mark(assignment, judged);
  if (judged.blank) return all;
  all.mark = judged.mark;
  const std::vector<Exact> exact = exact_shares(assignment, judged);
  const std::vector<double> bonus_earned = column(exact, &Exact::earned, Kind::bonus);
  const std::vector<double> bonus_lost = column(exact, &Exact::lost, Kind::bonus);
  const int mark = rounded(judged.mark * 100);
  const int bonus = sum(bonus_earned) > 0 ? mark - rounded(sum(column(exact, &Exact::earned, Kind::regular))) : 0;
  const std::vector<std::vector<int>> columns = {apportioned(column(exact, &Exact::earned, Kind::regular), mark - bonus),
                                                 apportioned(bonus_earned, bonus),
                                                 apportioned(column(exact, &Exact::lost, Kind::regular), 10'000 - (mark - bonus)),
                                                 apportioned(bonus_lost, rounded(sum(bonus_lost)))};
  for (std::size_t i = 0; i < all.of.size(); ++i) {
    all.of[i].earned = columns[0][i] + columns[1][i];
    all.of[i].possible = all.of[i].earned + columns[2][i] + columns[3][i];
  }
  return all;
}

std::string hundredths_text(int hundredths) { return fmt::format("{}", static_cast<double>(hundredths) / 100); }

}  // namespace ipcgrade::report
