// The functions behind the rows of formats/table.cpp. They get reports whose strings are printable and in which nothing is left
// that their reader must not see; each escapes what has a meaning in its own format. Facts about the platforms: the pages under
// ci/.
#pragma once

#include <string>

#include "formats/format.hpp"

namespace ipcgrade::formats {

[[nodiscard]] std::string markdown(const model::Report& report, const Setting& setting);
[[nodiscard]] std::string csv(const model::Report& report, const Setting& setting);
[[nodiscard]] std::string gradescope(const model::Report& report, const Setting& setting);
[[nodiscard]] std::string github_log(const model::Report& report, const Setting& setting);
[[nodiscard]] std::string github_summary(const model::Report& report, const Setting& setting);
[[nodiscard]] std::string github_classroom(const model::Report& report, const Setting& setting);
[[nodiscard]] std::string autolab(const model::Report& report, const Setting& setting);
[[nodiscard]] std::string prairielearn(const model::Report& report, const Setting& setting);

[[nodiscard]] std::string canvas(const model::Gradebook& gradebook, const Setting& setting);
[[nodiscard]] std::string moodle(const model::Gradebook& gradebook, const Setting& setting);

}  // namespace ipcgrade::formats
