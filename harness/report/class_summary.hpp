// A class at a glance: a line for each submission as it is finished, then what the class found easy and what hard.
#pragma once

#include <string>

#include "model/report.hpp"
#include "report/console.hpp"

namespace ipcgrade::report {

// "alice     93.3   A 5/6   B 4/4": without a newline; `name_width` is the column of the names.
[[nodiscard]] std::string submission_line(const model::Assignment& assignment, const model::SubmissionResult& result,
                                          std::size_t name_width, const ConsoleOptions& options);

[[nodiscard]] std::string render_class(const model::Report& report, const ConsoleOptions& options);

}  // namespace ipcgrade::report
