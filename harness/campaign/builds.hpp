// How a submission is built, and what that means for its roles: a role that does not build costs only the scenarios that
// start it.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "model/report.hpp"
#include "model/verdict.hpp"

namespace ipcgrade::campaign {

// One command, and the roles whose programs it makes.
struct PlannedBuild {
  std::string command;
  std::vector<std::string> roles;
};

// What submission.toml says; else make, where there is a makefile; else the build command of each role whose files exist.
// Looks at which files there are in `folder`, and at nothing else.
[[nodiscard]] std::vector<PlannedBuild> planned_builds(const model::Submission& submission, const std::string& folder);

// After the builds (results[i] is of planned[i]): by role, the verdict of every scenario that starts it. Roles that can be
// started are not in it.
[[nodiscard]] std::map<std::string, model::Verdict> role_troubles(const model::Submission& submission, const std::string& folder,
                                                                  const std::vector<PlannedBuild>& planned,
                                                                  const std::vector<model::BuildResult>& results);

}  // namespace ipcgrade::campaign
