// Two gradings of a class compared: what a changed suite, or a new version, changes in marks and verdicts.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "model/gradebook.hpp"
#include "report/console.hpp"

namespace ipcgrade::report {

// What one scenario was and is: nullopt where it is not there.
struct ScenarioDifference {
  std::string scenario;
  std::optional<std::string> before, after;  // "passed", "failed: deadlock"
};

struct SubmissionDifference {
  std::string submission;
  std::optional<double> before, after;  // marks; nullopt: none
  std::vector<ScenarioDifference> scenarios;
};

struct Differences {
  std::vector<SubmissionDifference> submissions;     // that differ, in the order of their names
  std::vector<std::string> only_before, only_after;  // submissions that are in one of them only
  std::size_t compared = 0;
};

[[nodiscard]] Differences differences(const model::Gradebook& before, const model::Gradebook& after);

// For people: each submission with its marks and what made the difference; then which scenarios changed for how many.
[[nodiscard]] std::string render_differences(const Differences& differences, const ConsoleOptions& options);

}  // namespace ipcgrade::report
