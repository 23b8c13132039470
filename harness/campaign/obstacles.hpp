// What keeps a scenario from being run for one submission on this machine.
#pragma once

#include <map>
#include <string>

#include "campaign/tools.hpp"
#include "model/assignment.hpp"
#include "model/scenario.hpp"
#include "model/verdict.hpp"

namespace ipcgrade::campaign {

// The trouble of a role that the scenario starts (by the names of roles), as a verdict; nullptr: none has one.
[[nodiscard]] const model::Verdict* trouble_in(const model::Scenario& scenario,
                                               const std::map<std::string, model::Verdict>& troubles);

// Why the machine, or this installation, cannot run the scenario at all; empty: it can. (Where the machine lacks what a whole
// submission requires, that is a trouble of all its roles.)
[[nodiscard]] std::string obstacle(const model::Scenario& scenario, const model::Suite& suite,
                                   const model::Submission& submission, const Tools& tools);

[[nodiscard]] model::Verdict not_applicable(const std::string& why);

}  // namespace ipcgrade::campaign
