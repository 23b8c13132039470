#include "oracles/oracle.hpp"
#include "testing/catch.hpp"
#include "testing/greeting.hpp"
#include "testing/trace_builder.hpp"
#include "testing/trial_builder.hpp"

using namespace ipcgrade::model;
using namespace ipcgrade::testing;
using namespace ipcgrade::oracles;
using Catch::Matchers::Contains;

TEST_CASE("a spin is a busy wait, proved or measured") {
  TraceBuilder proved = with_child();
  proved.blocked(child, "read", reads(a_pipe(1), {greet}, 3));
  proved.event(greet, Spinning{SpinProof::recurrence, "", 4, {}, {"wait_flag", "a.c", 8}}).ending(Ending::spinning);
  Verdict verdict = only(no_busy_wait(TrialBuilder(), proved.trace()));
  CHECK(verdict.verdict == VerdictClass::busy_wait);
  CHECK(verdict.sentence ==
        "greet waits without sleeping at a.c:8 in wait_flag: it looks at memory again and again, where it should sleep "
        "until there is something to do");
  CHECK_THAT(verdict.evidence.at(0).text, Contains("proved: after 4 instructions"));
  CHECK_THAT(verdict.evidence.at(1).text, Contains("meanwhile greet/1 waits to read from the pipe (fd 3)"));

  TraceBuilder measured = with_child();
  measured.event(greet, Spinning{SpinProof::measured, "sched_yield", 0, std::chrono::milliseconds(200), {}});
  verdict = only(no_busy_wait(TrialBuilder(), measured.trace()));
  CHECK_THAT(verdict.sentence, Contains("it calls sched_yield again and again"));
  CHECK_THAT(verdict.evidence.at(0).text, Contains("measured: it used 200 ms of processor time"));
}

TEST_CASE("a program of ours that spins is our mistake") {
  TraceBuilder trace = with_child();
  trace.edit().processes.at(static_cast<std::size_t>(greet)).by = By::reference;
  trace.event(greet, Spinning{}).ending(Ending::spinning);
  CHECK(only(no_busy_wait(TrialBuilder(), trace.trace())).verdict == VerdictClass::harness_error);
}

TEST_CASE("whoever was woken before the spin is not said to sleep") {
  TraceBuilder trace = with_child();
  trace.blocked(child, "read", reads(a_pipe(1), {greet}, 3)).event(child, Woke{"read"}).event(greet, Spinning{});
  CHECK(only(no_busy_wait(TrialBuilder(), trace.trace())).evidence.size() == 1);
}

TEST_CASE("sleeping a little and looking again is polling") {
  TraceBuilder trace = with_child();
  trace.event(child, Polling{"clock_nanosleep", "read", {"main", "a.c", 20}});
  const Verdict verdict = only(no_busy_wait(TrialBuilder(), trace.trace()));
  CHECK(verdict.verdict == VerdictClass::polling);
  CHECK(verdict.sentence ==
        "greet/1 polls at a.c:20 in main: it calls sleep and then tries read again, where it should sleep until it "
        "is woken");
}
