// What most tests of oracles begin with: a trace of `greet` with its child, and the one verdict that came of it.
#pragma once

#include "model/verdict.hpp"
#include "testing/catch.hpp"
#include "testing/trace_builder.hpp"

namespace ipcgrade::testing {

inline constexpr model::ProcessIndex greet = 0;
inline constexpr model::ProcessIndex child = 1;

inline TraceBuilder with_child() {
  TraceBuilder trace;
  trace.child(trace.role("greet"));
  return trace;
}

inline model::Verdict only(const model::Verdicts& found) {
  REQUIRE(found.size() == 1);
  return found[0];
}

}  // namespace ipcgrade::testing
