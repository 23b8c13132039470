#include "oracles/oracle.hpp"
#include "testing/catch.hpp"
#include "testing/greeting.hpp"
#include "testing/trace_builder.hpp"
#include "testing/trial_builder.hpp"

using namespace ipcgrade::model;
using namespace ipcgrade::testing;
using namespace ipcgrade::oracles;
using Catch::Matchers::Contains;

TEST_CASE("what happens after the step has failed is nobody's verdict") {
  TraceBuilder trace = with_child();
  trace.step_failed(0, WhyFailed::never).event(greet, Spinning{}).limit(LimitName::cpu, 10'000).ending(Ending::spinning);
  CHECK(no_busy_wait(TrialBuilder(), trace.trace()).empty());
  CHECK(limits(TrialBuilder(), trace.trace()).empty());
  CHECK(machine(TrialBuilder(), trace.ending(Ending::machine, "late trouble").trace()).empty());
}

TEST_CASE("a limit of the submission's own is a runaway that names it in human units") {
  const auto sentence = [](LimitName name, std::uint64_t allowed) {
    TraceBuilder trace = with_child();
    const Verdict verdict = only(limits(TrialBuilder(), trace.limit(name, allowed).trace()));
    CHECK(verdict.verdict == VerdictClass::runaway);
    return verdict.sentence;
  };
  CHECK_THAT(sentence(LimitName::cpu, 10'000), Contains("more than 10 s of processor time"));
  CHECK_THAT(sentence(LimitName::cpu, 1'500), Contains("1500 ms"));
  CHECK_THAT(sentence(LimitName::output, 16U << 20), Contains("more than 16 MiB of output"));
  CHECK_THAT(sentence(LimitName::processes, 64), Contains("more than 64 processes"));
  CHECK_THAT(sentence(LimitName::events, 100'000), Contains("100000"));
  CHECK_THAT(sentence(LimitName::memory, std::uint64_t{1} << 30), Contains("1 GiB"));
  CHECK_THAT(sentence(LimitName::disk, 1500), Contains("1500 bytes"));
}

TEST_CASE("the wall clock and the machine's trouble are inconclusive") {
  TraceBuilder wall = with_child();
  CHECK(only(limits(TrialBuilder(), wall.limit(LimitName::wall, 60'000).trace())).verdict == VerdictClass::inconclusive);
  TraceBuilder backstop = with_child();
  CHECK(only(limits(TrialBuilder(), backstop.ending(Ending::backstop).trace())).verdict == VerdictClass::inconclusive);
  TraceBuilder trouble = with_child();
  const Verdict verdict = only(machine(TrialBuilder(), trouble.ending(Ending::machine, "ptrace: EPERM").trace()));
  CHECK(verdict.verdict == VerdictClass::inconclusive);
  CHECK(verdict.sentence == "ptrace: EPERM");
}
