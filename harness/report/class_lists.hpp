// What an instructor has to look at after a class was graded: who is missing, what is nobody's, what was handed in twice, what is
// late or has no mark.
#pragma once

#include <string>

#include "model/gradebook.hpp"
#include "report/console.hpp"

namespace ipcgrade::report {

// One paragraph a list; empty where there is nothing to look at. At most `most_listed` lines each: the rest is in marks.csv.
inline constexpr std::size_t most_listed = 10;
[[nodiscard]] std::string render_class_lists(const model::Gradebook& book, const ConsoleOptions& options);

}  // namespace ipcgrade::report
