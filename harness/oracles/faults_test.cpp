#include <cerrno>
#include <csignal>

#include "oracles/judge.hpp"
#include "testing/catch.hpp"
#include "testing/trace_builder.hpp"

using namespace ipcgrade;
using namespace ipcgrade::model;
using testing::TraceBuilder;

namespace {

Trial two_faults() {
  Trial trial;
  trial.steps = {{{}, Fault{"p", "read", std::nullopt, {2, 0}, FailWith{EINTR}}},
                 {{}, Fault{"p", "write", ObjectKind::pipe, {1, 0}, FailWith{EINTR}}},
                 {{}, Launch{"p", "p", {"./p"}, AtEnd::exits, By::submission}}};
  Condition ends;
  ends.process = "p";
  ends.exit = ExitMatch{ExitMatch::Rule::status, 0};
  trial.steps.push_back({{}, Expect{ends}});
  return trial;
}

}  // namespace

TEST_CASE("A pass in which a fault never struck is none: it says how often its call was made") {
  TraceBuilder trace;
  trace.exited(trace.role("p"), 0).step_done(3);
  trace.edit().faults = {{0, 1, 0}, {1, 1, 1}};
  const Verdicts verdicts = oracles::judge(two_faults(), trace.trace());
  CHECK(verdicts.front().verdict == VerdictClass::not_applicable);
  CHECK(verdicts.front().sentence == "the scenario's fault never struck: p made only 1 call of read");
}

TEST_CASE("A failure before any fault has struck proves nothing about faults") {
  TraceBuilder trace;
  trace.exited(trace.role("p"), 1).step_failed(3, WhyFailed::ended);
  trace.edit().faults = {{0, 0, 0}, {1, 0, 0}};
  CHECK(oracles::judge(two_faults(), trace.trace()).front().verdict == VerdictClass::not_applicable);
}

TEST_CASE("A crash is a crash, whether a fault has struck or not") {
  TraceBuilder trace;
  trace.died(trace.role("p"), SIGSEGV).step_failed(3, WhyFailed::ended);
  trace.edit().faults = {{0, 0, 0}, {1, 0, 0}};
  Trial trial = two_faults();
  trial.oracles = {"no-crash"};
  CHECK(oracles::judge(trial, trace.trace()).front().verdict == VerdictClass::crash);
}

TEST_CASE("A failure after a fault has struck counts, and names the fault") {
  TraceBuilder trace;
  const ProcessIndex p = trace.role("p");
  trace.event(p, Injected{1, 1, "write"}).exited(p, 1).step_failed(3, WhyFailed::ended);
  trace.edit().faults = {{0, 0, 0}, {1, 1, 1}};
  const Verdicts verdicts = oracles::judge(two_faults(), trace.trace());
  CHECK(verdicts.front().verdict == VerdictClass::wrong_exit);
  CHECK(verdicts.front().evidence.back().text == "the scenario's fault: the 1st write on a pipe of p fails with EINTR");
}
