// From outcomes to a mark. A part's percentage is shared out by the points of its scenarios; what is not applicable leaves
// the total; skipped and undeclared scenarios earn nothing; one inconclusive scenario leaves the mark open. An override's points
// take the place of what an outcome earns. What lateness costs is taken off the whole. The mark is rounded once, to one decimal.
#pragma once

#include <vector>

#include "model/report.hpp"

namespace ipcgrade::report {

struct PartScore {
  model::Part part;
  int earned = 0;      // points
  int possible = 0;    // points, without what is not applicable
  double percent = 0;  // of the mark, not rounded
  int passed = 0;      // scenarios
  int counted = 0;     // scenarios, without what is not applicable
  bool blank = false;  // something in it is inconclusive
};

// By outcome, or by an override.
[[nodiscard]] int earned_points(const model::ScenarioResult& scenario);

// In the order of the assignment's parts; a part of which no scenario was run or counted has possible = 0.
[[nodiscard]] std::vector<PartScore> part_scores(const model::Assignment& assignment, const model::SubmissionResult& result);

// Fills mark and blank, and says in `trouble` why a mark is missing unless it says so already.
void set_mark(const model::Assignment& assignment, model::SubmissionResult& result);

// "93.3", "100": as few digits as say it.
[[nodiscard]] std::string mark_text(double mark);

}  // namespace ipcgrade::report
