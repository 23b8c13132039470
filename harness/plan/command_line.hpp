// A role's command with a step's arguments in it.
#pragma once

#include <string>
#include <vector>

#include "base/error.hpp"
#include "model/assignment.hpp"
#include "model/scenario.hpp"

namespace ipcgrade::plan {

// The final argv. Throws base::InputError at `step` where an argument has no place in the command, where a group of words needs
// an argument that the step does not give beside one that it does, and where execve(2) could not pass the result on.
[[nodiscard]] std::vector<std::string> command_line(const model::Role& role, const model::Arguments& arguments,
                                                    const base::Position& step);

}  // namespace ipcgrade::plan
