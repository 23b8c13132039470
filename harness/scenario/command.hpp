// A role's command line, in assignment.toml as in submission.toml: words, and groups of words that stand or fall together.
#pragma once

#include <string_view>
#include <vector>

#include "model/assignment.hpp"
#include "scenario/fields.hpp"

namespace ipcgrade::scenario {

[[nodiscard]] std::vector<model::WordGroup> read_command(const Node& node, std::string_view what, Complaints& complaints);
// Words without placeholders: a build command.
[[nodiscard]] std::vector<std::string> read_plain_command(const Node& node, std::string_view what, Complaints& complaints);

}  // namespace ipcgrade::scenario
