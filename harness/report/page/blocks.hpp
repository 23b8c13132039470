// What pages are put together from: a group of sections under a heading, and a section that folds.
#pragma once

#include <string>

#include "model/report.hpp"
#include "report/page/html.hpp"

namespace ipcgrade::report::page {

[[nodiscard]] Html group(const std::string& id, const Html& title, const Html& contents);

enum class Folded : std::uint8_t { no, yes };

// One scenario, or one failure: its outcome and name are the line that folds it, with `aside` behind them.
[[nodiscard]] Html section(model::Outcome outcome, Folded folded, const std::string& id, const Html& name, const Html& aside,
                           const Html& body);

}  // namespace ipcgrade::report::page
