// The tables of a scenario that are about files: [[file]], which gives one to the trial, and `file` in a condition.
#pragma once

#include "model/file.hpp"
#include "scenario/context.hpp"

namespace ipcgrade::scenario {

// One [[file]].
[[nodiscard]] model::GivenFile read_given(const Node& node, Context& context);
// The value of `file` in a condition.
[[nodiscard]] model::FileMatch read_file_match(const Node& node, Context& context);

// For the reference page.
[[nodiscard]] const Schema& given_schema();
[[nodiscard]] const Schema& file_match_schema();

}  // namespace ipcgrade::scenario
