// A report for programs. The shape is described by reports/report.schema.json; "version" changes when a reader of the old
// shape could misunderstand the new one.
#pragma once

#include <string>

#include "model/report.hpp"

namespace ipcgrade::report {

[[nodiscard]] std::string render_json(const model::Report& report);

}  // namespace ipcgrade::report
