// JUnit XML, for the many programs that show or collect test results: a suite a submission, a case a scenario. A student's
// mistake is a failure, the machine's trouble an error; what was not run, or does not count, is skipped.
#pragma once

#include <string>

#include "model/report.hpp"

namespace ipcgrade::report {

[[nodiscard]] std::string render_junit(const model::Report& report);

}  // namespace ipcgrade::report
