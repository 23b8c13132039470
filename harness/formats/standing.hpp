// The one line about a whole submission that every format begins with.
#pragma once

#include <string>

#include "model/gradebook.hpp"
#include "model/report.hpp"
#include "report/shares.hpp"

namespace ipcgrade::formats {

// "mark 93.3 of 100: 38 of 42 scenarios passed", and what is to be known about that mark: that the run did not end, that some
// scenarios could not be judged and cost nothing, that nothing could be run.
[[nodiscard]] std::string standing_line(const model::SubmissionResult& result, const report::Shares& shares);

// The same for a row of a class, as short as a cell wants it; "" for who handed in nothing.
[[nodiscard]] std::string feedback_line(const model::Gradebook& gradebook, const model::GradebookRow& row);

[[nodiscard]] std::size_t count(const model::SubmissionResult& result, model::Outcome outcome);

}  // namespace ipcgrade::formats
