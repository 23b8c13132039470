// The stage `expand`: a suite and a submission become trials in which every choice is made. Pure: the same values in, the same
// plan out, on every machine.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/plan.hpp"

namespace ipcgrade::plan {

// Which scenarios to run. Those that are named are run whatever parts the submission declares.
struct Selection {
  std::vector<std::string> scenarios;  // empty: all of the parts that the submission declares
};

// `files` is the host folder with the built submission. One trial for each selected scenario, in the suite's order. A trial's
// own values do not depend on what else is selected, so that one scenario can be run again by itself. Throws
// base::InputError for a scenario that does not exist, and where a step's arguments do not fit the command of its role.
[[nodiscard]] model::Plan expand(const model::Suite& suite, const model::Submission& submission, std::uint64_t seed,
                                 const std::string& files, const Selection& selection = {});

}  // namespace ipcgrade::plan
