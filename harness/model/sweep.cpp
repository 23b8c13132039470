#include "model/sweep.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>

namespace ipcgrade::model {
namespace {

constexpr std::array all_classes = {FaultClass::transparent, FaultClass::hard, FaultClass::kill};
constexpr std::array<std::string_view, all_classes.size()> class_names = {"transparent", "hard", "kill"};

int weight(const SweepWeights& weights, FaultClass of) {
  const std::array by_class = {weights.transparent, weights.hard, weights.kill};
  return by_class[static_cast<std::size_t>(of)];
}

// Of the scenarios that the submission let be swept, or could have.
double share_swept(const SweepReport& report) {
  std::set<std::string> swept;
  for (const StrikeResult& result : report.results) swept.insert(result.strike.scenario);
  const auto left =
      std::count_if(report.left_out.begin(), report.left_out.end(), [](const LeftOut& one) { return !one.machine; });
  const double all = static_cast<double>(swept.size()) + static_cast<double>(left);
  return left == 0 ? 1 : static_cast<double>(swept.size()) / all;
}

}  // namespace

std::string_view name_of(FaultClass fault_class) { return class_names[static_cast<std::size_t>(fault_class)]; }

std::string key_of(const Strike& strike) {
  const Point& point = strike.point;
  const std::string on = point.object == ObjectKind::unknown ? "" : fmt::format(":{}", name_of(point.object));
  return fmt::format("{} {} {}{} {} {}", strike.scenario, point.process, point.call, on, point.nth, strike.name);
}

bool survived(const StrikeResult& result) { return result.verdict.verdict == VerdictClass::passed; }

bool counts(const StrikeResult& result) { return survived(result) || blame_of(result.verdict.verdict) == Blame::student; }

Survival survival(const SweepReport& report, std::optional<FaultClass> of) {
  Survival out;
  for (const StrikeResult& result : report.results) {
    if (!counts(result) || (of && result.strike.fault_class != *of)) continue;
    ++out.tried;
    if (survived(result)) ++out.survived;
  }
  return out;
}

std::uint32_t share(const SweepReport& report) {
  double reached = 0;
  double possible = 0;
  for (const FaultClass of : all_classes) {
    const Survival one = survival(report, of);
    if (one.tried == 0) continue;
    reached += weight(report.rules.weights, of) * static_cast<double>(one.survived) / static_cast<double>(one.tried);
    possible += weight(report.rules.weights, of);
  }
  const double swept = share_swept(report);
  // Rounded down: all of it is only what survived all of it.
  return static_cast<std::uint32_t>(10'000 * swept * (possible == 0 ? 1 : reached / possible) + 1e-9);
}

std::optional<ScenarioResult> sweep_row(const Assignment& assignment) {
  const SweepRules& rules = assignment.sweep;
  if (rules.part.empty()) return std::nullopt;
  ScenarioResult row;
  row.scenario = graded_sweep_name;
  row.title = "Every single fault that a run can meet is survived";
  row.hint = "Each failure is one fault at one call. The command below lists them all, with what a robust program does.";
  row.part = rules.part;
  row.points = rules.points;
  return row;
}

std::vector<FailureGroup> grouped(const SweepReport& report) {
  using Cause = std::tuple<std::string, int, std::string, std::string, VerdictClass>;
  std::vector<FailureGroup> out;
  std::map<Cause, std::size_t> known;
  for (const StrikeResult& result : report.results) {
    if (survived(result) || !counts(result)) continue;
    const Point& point = result.strike.point;
    const std::string place = point.site.file.empty() ? point.site.function : point.site.file;
    const auto [at, anew] =
        known.try_emplace({place, point.site.line, point.call, result.strike.name, result.verdict.verdict}, out.size());
    if (anew) out.emplace_back();
    out[at->second].results.push_back(&result);
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const FailureGroup& a, const FailureGroup& b) { return a.results.size() > b.results.size(); });
  return out;
}

}  // namespace ipcgrade::model
