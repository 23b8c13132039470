// A run as Chrome trace events, which Perfetto (ui.perfetto.dev), chrome://tracing and speedscope open. The same picture as the
// page's timeline: lanes are processes and threads, calls and sleeps are slices, arrows are flows. One happening takes ten
// microseconds: what is shown is order, not time. The form is described in reports/trace.md.
#pragma once

#include <string>

#include "model/plan.hpp"
#include "model/trace.hpp"

namespace ipcgrade::report::page {

[[nodiscard]] std::string render_trace_events(const model::Trial& trial, const model::Trace& trace);

}  // namespace ipcgrade::report::page
