// A class as one self-contained web page, for its instructor: how the marks are distributed, which scenarios are hard, which
// failures have one cause, and every submission with a link to its own page. Nothing is concealed here.
#pragma once

#include <string>

#include "model/report.hpp"
#include "report/page/words.hpp"

namespace ipcgrade::report::page {

[[nodiscard]] std::string render_class(const model::Report& report, Language language);

}  // namespace ipcgrade::report::page
