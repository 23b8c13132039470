// A report in which every string is printable: the first thing each renderer does, so that none can forget a member.
#pragma once

#include "model/report.hpp"

namespace ipcgrade::report {

[[nodiscard]] model::Report cleaned(model::Report report);
[[nodiscard]] model::SubmissionResult cleaned(model::SubmissionResult result);

}  // namespace ipcgrade::report
