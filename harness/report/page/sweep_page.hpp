// A sweep as one self-contained web page: how much was survived, each failure with the run that shows it, and which fault was
// tried at which call. Scenarios that students do not see are never swept (scenario/suite.cpp).
#pragma once

#include <map>
#include <string>

#include "model/sweep.hpp"
#include "report/page/scenario_section.hpp"
#include "report/page/words.hpp"
#include "report/sweep.hpp"

namespace ipcgrade::report::page {

// Runs in which a fault was not survived, by the keys of their strikes (model::key_of).
using StruckRuns = std::map<std::string, Recording>;

struct SweepPageOptions {
  std::string title;  // the task's
  std::string harness_version;
  std::string rung;
  Language language = Language::english;
  std::size_t bytes = 2'600'000;  // pictures are left out before a page becomes larger
};

[[nodiscard]] std::string render_sweep_page(const model::SweepReport& report, const StruckRuns& runs, const SweepText& text,
                                            const SweepPageOptions& options);

}  // namespace ipcgrade::report::page
