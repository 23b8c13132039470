#include "oracles/judge.hpp"

#include <csignal>

#include "oracles/table.hpp"
#include "testing/catch.hpp"
#include "testing/greeting.hpp"
#include "testing/trace_builder.hpp"
#include "testing/trial_builder.hpp"

using namespace ipcgrade::model;
using namespace ipcgrade::testing;
using namespace ipcgrade::oracles;
using Catch::Matchers::Contains;

namespace {

TrialBuilder guarded() {
  TrialBuilder trial;
  for (const Oracle& oracle : table())
    if (oracle.judged == Judged::where_named) trial.judged_by(std::string(oracle.name));
  return trial.launch("greet");
}

std::vector<VerdictClass> classes(const Verdicts& verdicts) {
  std::vector<VerdictClass> out;
  for (const Verdict& verdict : verdicts) out.push_back(verdict.verdict);
  return out;
}

std::string evidence_of(const Verdict& verdict) {
  std::string out;
  for (const Evidence& line : verdict.evidence) out += line.text + "\n";
  return out;
}

using enum VerdictClass;
using Classes = std::vector<VerdictClass>;

}  // namespace

TEST_CASE("a trial in which all is well has passed") {
  const Verdicts verdicts = judge(guarded().expect(process("greet").exits(0)), with_child().exited(child).exited(greet).trace());
  CHECK(classes(verdicts) == Classes{passed});
}

TEST_CASE("a step that fails because of a deadlock is evidence of the deadlock") {
  TraceBuilder trace = with_child();
  trace.snapshot(
      SnapshotBuilder().blocked(greet, "wait4", {reaps(child)}).blocked(child, "read", {reads(a_pipe(1), {child}, 3)}));
  trace.step_failed(1, WhyFailed::never);
  const Verdicts verdicts = judge(guarded().expect(process("greet").exits(0)), trace.trace());
  CHECK(classes(verdicts) == Classes{deadlock});
  CHECK(verdicts[0].step == 1U);
  CHECK_THAT(evidence_of(verdicts[0]), Contains("therefore: greet has not ended"));
  CHECK_THAT(evidence_of(verdicts[0]), Contains("the step at scenario.toml:20 asks greet to end with status 0"));
}

TEST_CASE("a deadlock that no guard watches for still fails its step") {
  TraceBuilder trace = with_child();
  trace.snapshot(
      SnapshotBuilder().blocked(greet, "wait4", {reaps(child)}).blocked(child, "read", {reads(a_pipe(1), {child}, 3)}));
  trace.step_failed(1, WhyFailed::never);
  CHECK(classes(judge(TrialBuilder().launch("greet").expect(process("greet").exits(0)), trace.trace())) ==
        Classes{still_running});
}

TEST_CASE("a role that never ends because it is deadlocked has one headline") {
  TraceBuilder trace = with_child();
  trace.snapshot(
      SnapshotBuilder().blocked(greet, "wait4", {reaps(child)}).blocked(child, "read", {reads(a_pipe(1), {child}, 3)}));
  trace.still_running(greet);
  CHECK(classes(judge(guarded(), trace.trace())) == Classes{deadlock});
}

TEST_CASE("a crash explains the wrong exit, and comes before whoever waits for the dead") {
  TraceBuilder trace = with_child();
  trace.died(child, SIGSEGV, {"copy", "greet.c", 9}).exited(greet, 1).step_failed(1, WhyFailed::ended);
  const Verdicts verdicts = judge(guarded().expect(process("greet").exits(0).writes("x")), trace.trace());
  CHECK(classes(verdicts) == Classes{crash});
  CHECK_THAT(evidence_of(verdicts[0]), Contains("therefore: greet ended with status 1"));
}

TEST_CASE("leaks and zombies come after what went wrong in the steps") {
  TraceBuilder trace = with_child();
  trace.exited(greet, 0, {child}).exited(child).named({an_object(ObjectKind::fifo, 1), "/work/f", greet, false, {}});
  CHECK(classes(judge(guarded(), trace.trace())) == Classes{zombie, leak});
  trace.step_failed(1, WhyFailed::ended);
  CHECK(classes(judge(guarded().expect(process("greet").writes("x")), trace.trace())) == Classes{wrong_output, zombie});
}

TEST_CASE("the wrong mechanism comes before what was left behind") {
  TraceBuilder trace = with_child();
  trace.exited(greet, 0, {child}).exited(child);
  CHECK(classes(judge(guarded().must_carry(ObjectKind::pipe, "x"), trace.trace())) == Classes{wrong_mechanism, zombie});
}

TEST_CASE("an inconclusive trace yields exactly that, whatever else it shows") {
  TraceBuilder trace = with_child();
  trace.died(greet, SIGSEGV).ending(Ending::machine, "out of process ids");
  const Verdicts verdicts = judge(guarded().expect(process("greet").exits(0)), trace.trace());
  CHECK(classes(verdicts) == Classes{inconclusive});
  CHECK(verdicts[0].sentence == "out of process ids");
  CHECK(classes(judge(guarded(), with_child().limit(LimitName::wall, 60'000).trace())) == Classes{inconclusive});
}

TEST_CASE("a runaway trial has no other verdict about its unfinished steps") {
  TraceBuilder trace = with_child();
  trace.limit(LimitName::output, 16U << 20).still_running(greet);
  CHECK(classes(judge(guarded().must_carry(ObjectKind::pipe, "x").expect(process("greet").exits(0)), trace.trace())) ==
        Classes{runaway});
}

TEST_CASE("a trial that a spin ended fails even where the scenario names no guard") {
  TraceBuilder trace = with_child();
  trace.event(greet, Spinning{}).ending(Ending::spinning);
  CHECK(classes(judge(TrialBuilder().launch("greet"), trace.trace())) == Classes{busy_wait});
}

TEST_CASE("a program that cannot be started explains that its step failed") {
  TraceBuilder trace;
  trace.role("greet", {"./greet"}, EACCES);
  trace.ending(Ending::not_started);
  CHECK(classes(judge(guarded().expect(process("greet").exits(0)), trace.trace())) == Classes{not_executable});
}

TEST_CASE("a trial that broke off without a reason is never a pass") {
  CHECK(classes(judge(guarded(), with_child().ending(Ending::step_failed).trace())) == Classes{harness_error});
}

TEST_CASE("an oracle that does not exist is the harness's mistake") {
  const Verdicts verdicts = judge(TrialBuilder().launch("greet").judged_by("no-luck"), with_child().exited(greet).trace());
  CHECK(classes(verdicts) == Classes{harness_error});
  CHECK_THAT(verdicts[0].sentence, Contains("no-luck"));
}

TEST_CASE("an oracle that is always judged is asked once, even where the scenario names it") {
  TraceBuilder trace = with_child();
  trace.exited(greet, 1).step_failed(1, WhyFailed::ended);
  CHECK(judge(guarded().expect(process("greet").exits(0)).judged_by("steps"), trace.trace()).size() == 1);
}

TEST_CASE("judging twice gives the same verdicts") {
  TraceBuilder trace = with_child();
  trace.exited(greet, 1, {child}).step_failed(1, WhyFailed::ended);
  const Trial trial = guarded().expect(process("greet").exits(0));
  const Verdicts first = judge(trial, trace.trace());
  const Verdicts second = judge(trial, trace.trace());
  REQUIRE(first.size() == second.size());
  for (std::size_t i = 0; i < first.size(); ++i) {
    CHECK(first[i].sentence == second[i].sentence);
    CHECK(evidence_of(first[i]) == evidence_of(second[i]));
  }
}

TEST_CASE("a healthy trial satisfies every guard") {
  TraceBuilder trace = with_child();
  trace.wrote(child, "read Hello\n").exited(child).exited(greet);
  trace.named({an_object(ObjectKind::fifo, 1), "/work/f", greet, true, {}});
  const Trial trial = TrialBuilder().launch("greet");
  for (const Function oracle :
       {machine, start, limits, steps, mechanism, no_crash, no_deadlock, no_busy_wait, no_leak, no_zombie})
    CHECK(oracle(trial, trace.trace()).empty());
}
