#include "scenario/late.hpp"

#include <chrono>

namespace ipcgrade::scenario {

const Schema& late_schema() {
  static const Schema schema = {
      {"percent_per_day", Need::required, "points of the 100 that each day that has begun after the due date takes off the mark",
       Form::natural},
      {"grace_minutes", Need::optional, "so long after the due date nothing is taken off (default: 0)", Form::natural},
      {"most_percent", Need::optional, "never more than this is taken off (default: 100)", Form::natural},
      {"closed_after_days", Need::optional, "what comes later than so many days after the due date gets the mark 0",
       Form::natural}};
  return schema;
}

model::LateRule read_late(const Node& node, Complaints& complaints) {
  constexpr Range percent{0, 100};
  constexpr Range days{0, 3650};
  constexpr Range minutes{0, 60 * 24 * 3650};
  const Fields fields(node, "[late]", late_schema(), complaints);
  model::LateRule rule;
  rule.percent_per_day = static_cast<int>(fields.whole("percent_per_day", percent, 0));
  rule.grace = std::chrono::minutes(fields.whole("grace_minutes", minutes, 0));
  rule.most_percent = static_cast<int>(fields.whole("most_percent", percent, 100));
  if (fields.node("closed_after_days") != nullptr)
    rule.closed_after = static_cast<int>(fields.whole("closed_after_days", days, 0));
  return rule;
}

}  // namespace ipcgrade::scenario
