#include "plan/sweep.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <iterator>
#include <set>

#include "plan/sweep_rows.hpp"

namespace ipcgrade::plan {
namespace {

bool is_swept(const model::Point& point) {
  if (point.call == "exit" || point.call == "exit_group") return false;  // it is over
  return point.site != model::Site{} || is_communication(point.object) || makes_communication(point.call);
}

template <class Wanted>
bool lists(const std::vector<Wanted>& wanted, const auto& one) {
  return wanted.empty() || std::find(wanted.begin(), wanted.end(), one) != wanted.end();
}

std::string name_of(const model::Point& point) {
  return fmt::format("{}: its {} {}", point.process, model::ordinal(point.nth), model::call_on(point.call, point.object));
}

bool same_call(const model::Point& a, const model::Point& b) {
  return a.process == b.process && a.call == b.call && a.object == b.object && a.nth == b.nth;
}

std::vector<model::Point> points_of(const std::vector<model::Point>& points, const std::string& label) {
  std::vector<model::Point> out;
  std::copy_if(points.begin(), points.end(), std::back_inserter(out),
               [&](const auto& point) { return point.process == label && is_swept(point); });
  return out;
}

std::string difference_of(const std::vector<model::Point>& one, const std::vector<model::Point>& other) {
  const auto [a, b] = std::mismatch(one.begin(), one.end(), other.begin(), other.end(), same_call);
  if (a == one.end() && b == other.end()) return "";
  if (a == one.end()) return name_of(*b) + " happened in the second run only";
  if (b == other.end()) return name_of(*a) + " happened in the first run only";
  return fmt::format("the first run went on with {}, the second with {}", name_of(*a), name_of(*b));
}

}  // namespace

std::vector<model::Strike> strikes_at(const model::Point& point) {
  std::vector<model::Strike> out;
  if (!is_swept(point)) return out;
  for (const SweepRow& row : sweep_rows()) {
    if (!lists(row.calls, point.call) || !lists(row.kinds, point.object)) continue;
    const bool shortens = std::holds_alternative<model::Shorten>(row.effect);
    if (row.effect == model::FaultEffect(model::FailWith{EINTR}) && !point.waits) continue;
    if (shortens && !model::can_be_short(point.call, point.object, point.size)) continue;
    model::Fault fault{point.process, point.call, point.object, {point.nth, 0}, row.effect};
    out.push_back({"", point, row.fault_class, std::string(row.name), std::move(fault)});
  }
  return out;
}

model::Trial surveyed(model::Trial trial) {
  trial.survey = model::Survey::points;
  return trial;
}

model::Trial struck(const model::Trial& clean, const std::optional<model::Trial>& again, const model::Strike& strike) {
  model::Trial trial = clean;
  // In front of the scenario's own: who is killed by it, and every step after it, has the scenario's number plus one.
  trial.steps.insert(trial.steps.begin(), {{}, strike.fault});
  if (strike.fault_class == model::FaultClass::transparent) return trial;
  trial.tolerated = static_cast<std::uint32_t>(trial.steps.size());
  if (strike.fault_class == model::FaultClass::hard) return trial;
  trial.steps.push_back({{}, model::Restart{.known_from_fresh = !again}});
  ++trial.tolerated;
  const std::vector<model::TrialStep>& next = again ? again->steps : clean.steps;
  trial.steps.insert(trial.steps.end(), next.begin(), next.end());
  return trial;
}

// Each process by itself: which of two goes first is not the program's choice. Nor is what nothing is tried at, which nothing is
// counted with: the threads of a runtime wait for each other as they come.
std::string first_difference(const std::vector<model::Point>& one, const std::vector<model::Point>& other) {
  std::set<std::string> labels;
  for (const auto* points : {&one, &other})
    for (const model::Point& point : *points) labels.insert(point.process);
  for (const std::string& label : labels)
    if (std::string difference = difference_of(points_of(one, label), points_of(other, label)); !difference.empty())
      return difference;
  return "";
}

}  // namespace ipcgrade::plan
