// A submission as one self-contained web page: the mark, every scenario at a glance, then each failure open and everything else
// folded. Shows no more than its owner may see: what is not visible is taken away here, whatever the report still knows.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "model/report.hpp"
#include "report/page/scenario_section.hpp"
#include "report/page/words.hpp"
#include "report/sweep_matrix.hpp"

namespace ipcgrade::report::page {

// By the names of scenarios. Of those that are not visible none is looked at.
using Recordings = std::map<std::string, Recording>;

struct PageOptions {
  Language language = Language::english;
  std::size_t bytes = 2'600'000;  // pictures are left out, of passed scenarios first, before a page becomes larger
  SweepMatrix sweep{};            // what a sweep tried; scenarios that are not visible are left out
};

// The report's one submission.
[[nodiscard]] std::string render_submission(const model::Report& report, const Recordings& recordings,
                                            const PageOptions& options);

// The same page, written for these results before, with its mark, points and what was decided by hand as they are now. What came
// of each run stands as it was: no run is at hand any more.
[[nodiscard]] std::string renewed(const std::string& page, const model::Report& report, Language language);

}  // namespace ipcgrade::report::page
