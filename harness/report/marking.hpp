// From results to a class's marks: overrides and lateness go into each submission's mark, the attempt that counts is chosen, and
// everybody gets a row. What cannot be decided is left open and says why; nothing is guessed.
#pragma once

#include <vector>

#include "model/gradebook.hpp"

namespace ipcgrade::report {

// `book` has everything but marks, rows and lists; its results are as they were judged.
[[nodiscard]] model::Gradebook marked(model::Gradebook book, const std::vector<model::GivenOverride>& overrides);

// One submission's part of it: what was given for its scenarios, what its lateness costs, and its mark.
void mark_one(const model::Gradebook& book, const std::vector<model::GivenOverride>& overrides, model::GradedSubmission& one);

// The report of all that is graded, in the gradebook's order.
[[nodiscard]] model::Report report_of(const model::Gradebook& book);

}  // namespace ipcgrade::report
