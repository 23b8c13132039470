// One scenario of a submission on its page: the verdict, what is known about why, the pictures, and what to do next.
#pragma once

#include "model/plan.hpp"
#include "model/report.hpp"
#include "report/page/html.hpp"
#include "report/page/words.hpp"

namespace ipcgrade::report::page {

// A trial that was run, with its trace.
struct Recording {
  model::Trial trial;
  model::Trace trace;
};

enum class Pictures : std::uint8_t { drawn, left_out };

// What stands in it; `id` is unique on the page. `recording` may be null: it was not run, or is not shown.
[[nodiscard]] Html scenario_body(const model::ScenarioResult& result, const Recording* recording, const std::string& id,
                                 Pictures pictures, const Words& words);

}  // namespace ipcgrade::report::page
