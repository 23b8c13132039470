#include "oracles/oracle.hpp"
#include "testing/catch.hpp"
#include "testing/trace_builder.hpp"
#include "testing/trial_builder.hpp"

using namespace ipcgrade::model;
using namespace ipcgrade::testing;
using namespace ipcgrade::oracles;
using Catch::Matchers::Contains;

namespace {

Verdict only(const Verdicts& found) {
  REQUIRE(found.size() == 1);
  return found[0];
}

}  // namespace

TEST_CASE("a program that cannot be executed says why and how it was called") {
  TraceBuilder trace;
  trace.role("greet", {"./greet", "Hello"}, ENOENT);
  const Verdict verdict = only(start(TrialBuilder(), trace.ending(Ending::not_started).trace()));
  CHECK(verdict.verdict == VerdictClass::not_executable);
  CHECK(verdict.sentence == "greet cannot be started: ./greet: No such file or directory");
  CHECK_THAT(verdict.evidence.at(0).text, Contains("./greet Hello"));
}
