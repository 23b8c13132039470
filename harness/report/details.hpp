// All that a report says of one scenario, as plain lines: what formats put behind its name.
#pragma once

#include <string>

#include "model/report.hpp"

namespace ipcgrade::report {

// One line: "deadlock: The child waits for …", or why it was not run; "" for a pass.
[[nodiscard]] std::string headline(const model::ScenarioResult& scenario);

// Every verdict with its evidence, a line each; of what was judged and did not pass the hint and the command that shows it again.
[[nodiscard]] std::string details(const model::ScenarioResult& scenario);

// What the builds that failed have said; "" where none did.
[[nodiscard]] std::string build_messages(const model::SubmissionResult& result);

}  // namespace ipcgrade::report
