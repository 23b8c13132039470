// Builds a submission, inside a sandbox: untraced, on any processor, but within limits and as an unprivileged user.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/plan.hpp"
#include "model/report.hpp"

namespace ipcgrade::engine::process {

// Runs each command with /bin/sh in the folder `work`, also after one that failed: every role is built for itself. `become`: the
// uid and gid to take on, where the caller is root. When it returns, all processes below this one are dead. One result a command.
//
// A compiler needs more than the programs it makes: a command may use three times limits.cpu (all its processes together) and
// three times limits.wall. limits.processes, output_bytes and disk_bytes (what the folder grows by) hold as they are.
[[nodiscard]] std::vector<model::BuildResult> run_build(const model::BuildOrder& order, const std::string& work,
                                                        std::optional<unsigned> become);

}  // namespace ipcgrade::engine::process
