// What changes a mark beside the verdicts: a person's word about one scenario, and the rule about lateness. Both stay visible in
// every report: nothing is ever mixed into the verdicts themselves.
#pragma once

#include <chrono>
#include <optional>
#include <string>

namespace ipcgrade::model {

// A moment that people agree on, UTC, in seconds.
using Instant = std::chrono::sys_seconds;

// So many points for a scenario, whatever its outcome: from 0 to what the scenario is worth. A scenario that was inconclusive or
// not applicable counts again with it.
struct Override {
  int points = 0;
  std::string reason;  // of people's making, not empty

  bool operator==(const Override&) const = default;
};

// [late] of an assignment: what each day that begins after the due date costs, in points of the 100 that a mark has.
struct LateRule {
  std::chrono::minutes grace{0};      // late, and nothing is taken off
  int percent_per_day = 0;            // for each day that has begun; days count from the due date, not from the end of the grace
  int most_percent = 100;             // never more than this
  std::optional<int> closed_after{};  // days after which the mark is 0

  bool operator==(const LateRule&) const = default;
};

// What the rule took off.
struct LateDeduction {
  std::chrono::seconds late_by{0};
  int days = 0;         // begun
  int percent = 0;      // taken off the mark, before it is rounded; the mark never falls below 0
  bool closed = false;  // too late for any mark: it is 0

  bool operator==(const LateDeduction&) const = default;
};

}  // namespace ipcgrade::model
