// Every scenario in a line, part by part; a part that passed whole is one line where another failed. All text is printable
// already.
#pragma once

#include <string>

#include "model/report.hpp"
#include "report/console.hpp"

namespace ipcgrade::report {

[[nodiscard]] std::string part_tables(const model::Assignment& assignment, const model::SubmissionResult& result,
                                      const ConsoleOptions& options);

}  // namespace ipcgrade::report
