// What is looked for in a folder that somebody handed in.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "model/assignment.hpp"

namespace ipcgrade::model {

inline constexpr std::array<std::string_view, 3> makefile_names = {"GNUmakefile", "makefile", "Makefile"};  // as make(1) does

// Whether the course gives this file, so that no submission has to hold it.
[[nodiscard]] bool is_provided(const std::string& file, const Assignment& assignment);

}  // namespace ipcgrade::model
