// What a student may see of a report. A scenario that is not `visible` keeps its outcome and its points; its name, title,
// hint and everything a verdict says about it are taken away. Renderers need not know: they get the concealed report.
#pragma once

#include "model/report.hpp"

namespace ipcgrade::report {

[[nodiscard]] model::Report concealed(model::Report report);

// What a scenario is called in front of students; `number` counts the concealed ones from 1.
[[nodiscard]] std::string concealed_name(int number);

}  // namespace ipcgrade::report
