// The tables of assignment.toml, submission.toml and expect.toml, for editors (scenario/editor_schema.hpp).
#pragma once

#include <string>
#include <vector>

#include "scenario/fields.hpp"

namespace ipcgrade::scenario {

[[nodiscard]] const Schema& assignment_file_schema();
[[nodiscard]] const Schema& assignment_schema();
[[nodiscard]] const Schema& part_schema();
[[nodiscard]] const Schema& role_schema();
[[nodiscard]] const Schema& limits_schema();
[[nodiscard]] const Schema& sandbox_schema();

[[nodiscard]] const Schema& submission_schema();
[[nodiscard]] const Schema& build_schema();

// The tables of suites/TASK/lang/LANGUAGE.toml: a scenario's, and the assignment's.
[[nodiscard]] const Schema& text_schema();
[[nodiscard]] const Schema& assignment_text_schema();

[[nodiscard]] const Schema& expect_schema();
// What may stand right of a scenario in [caught]: only what costs a student points can catch a bug.
[[nodiscard]] std::vector<std::string> catching_verdicts();

}  // namespace ipcgrade::scenario
