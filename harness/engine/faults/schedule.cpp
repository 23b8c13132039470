#include "engine/faults/schedule.hpp"

#include <algorithm>

namespace ipcgrade::engine::faults {
namespace {

bool matches(const Schedule::Rule& rule, const Point& point) {
  return std::find(rule.calls.begin(), rule.calls.end(), point.call) != rule.calls.end() &&
         (!rule.fault.on || *rule.fault.on == point.object) && model::is_process(rule.fault.process, point.process);
}

}  // namespace

std::vector<Due> Schedule::at(const Point& point) {
  std::vector<Due> due;
  if (retired_) return due;
  for (std::uint32_t index = 0; index < rules_.size(); ++index) {
    Rule& rule = rules_[index];
    if (!matches(rule, point)) continue;
    if (!rule.fault.when.includes(++rule.seen)) continue;
    due.push_back({index, rule.seen});
  }
  return due;
}

}  // namespace ipcgrade::engine::faults
