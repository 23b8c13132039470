#include "oracles/oracle.hpp"
#include "testing/catch.hpp"
#include "testing/trace_builder.hpp"
#include "testing/trial_builder.hpp"

using namespace ipcgrade::model;
using namespace ipcgrade::testing;
using Catch::Matchers::Contains;
using ipcgrade::oracles::steps;

namespace {

// A server that lives, and a step that asks what has grown since its mark.
Verdict found(const Growth& growth) {
  Condition condition = process("server");
  condition.grown = false;
  const Trial trial = TrialBuilder().launch("server").expect(condition);
  TraceBuilder trace;
  trace.role("server");
  trace.step_failed(1, WhyFailed::never);
  std::get<StepFailed>(trace.edit().events.back().what).growth = growth;
  const Verdicts all = steps(trial, trace.trace());
  REQUIRE(all.size() == 1);
  return all[0];
}

}  // namespace

TEST_CASE("a server that does not close its clients' descriptors leaks") {
  const Verdict verdict = found({{4, 0, 1}, {16, 0, 1}});
  CHECK(verdict.verdict == VerdictClass::leak);
  CHECK(verdict.sentence ==
        "server does not close what it opens: it holds 12 descriptors more than at the mark (4 then, 16 now)");
  CHECK_THAT(verdict.evidence.at(0).text, Contains("asks server to hold no more than at its mark"));
}

TEST_CASE("a server that does not wait for its children has zombies, and processes that stay are a leak") {
  CHECK(found({{4, 0, 1}, {4, 3, 1}}).verdict == VerdictClass::zombie);
  CHECK(found({{4, 0, 1}, {4, 0, 9}}).sentence == "server has 8 processes more than at the mark (1 then, 9 now)");
}
