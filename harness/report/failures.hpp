// The blocks that explain: a build that failed, a scenario that failed or could not be judged. All text is printable already.
#pragma once

#include <string>

#include "model/report.hpp"
#include "report/console.hpp"

namespace ipcgrade::report {

[[nodiscard]] std::string failure_blocks(const model::SubmissionResult& result, const ConsoleOptions& options);

}  // namespace ipcgrade::report
