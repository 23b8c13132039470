// suites/TASK/lang/LANGUAGE.toml: what scenarios tell students, in another language. A table a scenario, with `title` and `hint`,
// both optional: what is missing is told as the scenario's own file has it.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "model/scenario.hpp"

namespace ipcgrade::scenario {

// Every *.toml of the folder, by its stem; nothing where there is no such folder. InputError where a table names no scenario.
[[nodiscard]] std::map<std::string, model::ScenarioTexts> load_texts(const std::filesystem::path& folder,
                                                                     const std::vector<model::Scenario>& scenarios);

}  // namespace ipcgrade::scenario
