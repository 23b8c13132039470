// A mark shared out among its scenarios, for platforms that add up what each test is worth. Marks are out of 100 with one
// decimal, and shares are whole hundredths: added up in any order they give the mark, to the last digit.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/report.hpp"

namespace ipcgrade::report {

// Of one scenario, in hundredths of a point of the mark. What does not count (not applicable, inconclusive) has nothing in both.
struct Share {
  int earned = 0;
  int possible = 0;

  bool operator==(const Share&) const = default;
};

struct Shares {
  // The mark over what could be judged: an inconclusive scenario leaves the total, so that it costs nobody a point. 0 for a
  // submission that could not be run by its own fault; nullopt where nothing could be judged.
  std::optional<double> mark;
  std::vector<Share> of;  // by the index of the scenario; `possible` sums to 10000 over the parts that are no bonus
};

[[nodiscard]] Shares shares(const model::Assignment& assignment, const model::SubmissionResult& result);

// "12.5", "0.33", "7": hundredths as people write them.
[[nodiscard]] std::string hundredths_text(int hundredths);

}  // namespace ipcgrade::report
