#include "formats/standing.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "report/score.hpp"
#include "report/so_far.hpp"

namespace ipcgrade::formats {

std::size_t count(const model::SubmissionResult& result, model::Outcome outcome) {
  return static_cast<std::size_t>(std::count_if(result.scenarios.begin(), result.scenarios.end(),
                                                [&](const auto& scenario) { return scenario.outcome == outcome; }));
}

std::string standing_line(const model::SubmissionResult& result, const report::Shares& shares) {
  if (result.scenarios.empty()) return "nothing was run: " + result.trouble;
  std::string line = shares.mark ? fmt::format("mark {} of 100: ", report::mark_text(*shares.mark)) : std::string("no mark: ");
  line += fmt::format("{} of {} scenarios passed", count(result, model::Outcome::passed), result.scenarios.size());
  if (const std::size_t left = report::unreached(result); left > 0)
    line += fmt::format("; the run did not end, and {} {} not run", left, left == 1 ? "was" : "were");
  if (const std::size_t open = count(result, model::Outcome::inconclusive); open > 0)
    line += fmt::format("; {} could not be judged, by the machine's fault: {} out of the total, please run it again", open,
                        open == 1 ? "it is" : "they are");
  return line;
}

std::string feedback_line(const model::Gradebook& gradebook, const model::GradebookRow& row) {
  if (!row.submission) return "";
  const model::SubmissionResult& result = gradebook.submissions[*row.submission].result;
  if (result.scenarios.empty()) return result.trouble;
  return fmt::format("{} of {} scenarios passed", count(result, model::Outcome::passed), result.scenarios.size());
}

}  // namespace ipcgrade::formats
