// The report of a run that has not ended: what is finished counts, everything else has not been run. It is written again after
// every scenario, so that a run that is killed has scored what it finished.
#pragma once

#include <string_view>
#include <vector>

#include "model/report.hpp"

namespace ipcgrade::report {

inline constexpr std::string_view not_reached = "the run has not come to it";

// `settled` in any order. Every other scenario of the suite is skipped, because it was not reached, with its title, part, points
// and visibility.
[[nodiscard]] model::SubmissionResult so_far(const model::Suite& suite, const model::Submission& submission,
                                             const std::vector<model::ScenarioResult>& settled);

// How many scenarios were not reached; 0 for a run that has ended.
[[nodiscard]] std::size_t unreached(const model::SubmissionResult& result);

}  // namespace ipcgrade::report
