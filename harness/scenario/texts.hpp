// suites/TASK/lang/LANGUAGE.toml: what students read of an assignment, in another language. A table a scenario, with `title` and
// `hint`, and one called `assignment` with the task's `title` and those of its `parts`. All optional: what is missing is told as
// the assignment's and the scenario's own file have it.
#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

#include "model/assignment.hpp"
#include "model/scenario.hpp"

namespace ipcgrade::scenario {

// Every *.toml of the folder, by its stem; nothing where there is no such folder. InputError where a table names no scenario.
[[nodiscard]] model::TextsByLanguage load_texts(const std::filesystem::path& folder, const model::Assignment& assignment,
                                                const std::vector<model::Scenario>& scenarios);

// What no scenario may be called, or its table would be taken for that of the assignment.
inline constexpr std::string_view assignment_table = "assignment";

}  // namespace ipcgrade::scenario
