// What a student may see of a report. A scenario that is not to be seen yet keeps its outcome and its points; its name, title,
// hint and everything a verdict says about it are taken away. Renderers need not know: they get the concealed report.
#pragma once

#include "model/report.hpp"

namespace ipcgrade::report {

// What is seen at a time: `visible`, before the assignment is due; `after_due_date`, those scenarios as well; `after_published`,
// all but the hidden ones; `hidden`, everything: a view for the staff alone.
[[nodiscard]] model::Report concealed(model::Report report, model::Visibility seen = model::Visibility::visible);

// What a scenario is called in front of students; `number` counts the concealed ones from 1.
[[nodiscard]] std::string concealed_name(int number);

}  // namespace ipcgrade::report
