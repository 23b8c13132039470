#include <csignal>

#include "oracles/oracle.hpp"
#include "testing/catch.hpp"
#include "testing/trace_builder.hpp"
#include "testing/trial_builder.hpp"

using namespace ipcgrade::model;
using namespace ipcgrade::testing;
using Catch::Matchers::Contains;
using ipcgrade::oracles::steps;

namespace {

Verdict only(const Trial& trial, const TraceBuilder& trace) {
  const Verdicts found = steps(trial, trace.trace());
  REQUIRE(found.size() == 1);
  CHECK(found[0].oracle == "steps");
  return found[0];
}

std::string evidence_of(const Verdict& verdict) {
  std::string out;
  for (const Evidence& line : verdict.evidence) out += line.text + "\n";
  return out;
}

// A role "greet" that ended with this output and status, and a step that asked for something else.
Verdict ended(const Condition& asked, const std::string& output, int status, const std::string& errors = "") {
  const Trial trial = TrialBuilder().launch("greet").expect(asked);
  TraceBuilder trace;
  const ProcessIndex greet = trace.role("greet");
  if (!output.empty()) trace.wrote(greet, output);
  if (!errors.empty()) trace.wrote(greet, errors, 2);
  trace.exited(greet, status).step_failed(1, WhyFailed::ended);
  return only(trial, trace);
}

// The same while "greet" is alive and asleep.
Verdict asleep(const Condition& asked, const SnapshotBuilder& snapshot, const std::string& output = "") {
  const Trial trial = TrialBuilder().launch("greet").until(asked);
  TraceBuilder trace;
  const ProcessIndex greet = trace.role("greet");
  trace.child(greet);
  if (!output.empty()) trace.wrote(greet, output);
  trace.snapshot(snapshot).step_failed(1, WhyFailed::never);
  return only(trial, trace);
}

}  // namespace

TEST_CASE("steps that all held say nothing") {
  TraceBuilder trace;
  const ProcessIndex greet = trace.role("greet");
  trace.exited(greet).step_done(1);
  CHECK(steps(TrialBuilder().launch("greet").expect(process("greet").exits(0)), trace.trace()).empty());
}

TEST_CASE("wrong output is reported at the first difference, with the step that asked for it") {
  const Verdict verdict = ended(process("greet").exits(0).writes("read Hello\n"), "read Jello\n", 0);
  CHECK(verdict.verdict == VerdictClass::wrong_output);
  CHECK(verdict.sentence == R"(greet's standard output differs at byte 6 (line 1): expected "read Hello\n", got "read Jello\n")");
  CHECK(verdict.step == 1U);
  CHECK_THAT(evidence_of(verdict), Contains("the step at scenario.toml:20 asks greet to end with status 0 and write"));
}

TEST_CASE("output that never came is reported as empty") {
  const Verdict verdict = ended(process("greet").writes("read Hello\n"), "", 0);
  CHECK(verdict.verdict == VerdictClass::wrong_output);
  CHECK(verdict.sentence == R"(greet's standard output is empty: expected "read Hello\n")");
}

TEST_CASE("output that the same buffer wrote twice names the cause") {
  CHECK_THAT(evidence_of(ended(process("greet").writes("hello\n"), "hello\nhello\n", 0)), Contains("fflush"));
}

TEST_CASE("every rule about output has its own words") {
  CHECK(ended(process("greet").writes("x", OutputRule::contains), "abc", 0).sentence ==
        R"(greet's standard output does not contain "x": it is "abc")");
  CHECK(ended(process("greet").writes("abd", OutputRule::starts_with), "abcdef", 0).sentence ==
        R"(greet's standard output differs at byte 3 (line 1): expected "abd", got "abc")");
  CHECK(ended(process("greet").complains("", OutputRule::some), "", 0).sentence ==
        "greet's standard error is empty, where some text was expected");
  CHECK(ended(process("greet").complains("", OutputRule::none), "", 0, "oops\n").sentence ==
        R"(greet's standard error should be empty: got "oops\n")");
}

TEST_CASE("an error exit is the headline before the output that it cost") {
  const Verdict verdict =
      ended(process("greet").exits(0).writes("read Hello\n"), "", 1, "warming up\npipe: Too many open files\n");
  CHECK(verdict.verdict == VerdictClass::wrong_exit);
  CHECK(verdict.sentence == "greet ended with status 1, where it had to end with status 0");
  CHECK_THAT(evidence_of(verdict), Contains("greet's standard output is empty"));
  CHECK_THAT(evidence_of(verdict), Contains(R"("pipe: Too many open files")"));
}

TEST_CASE("success where a failure was due is a wrong exit") {
  CHECK(ended(process("greet").fails(), "", 0).sentence ==
        "greet ended with status 0, where it had to end with a failure (any status from 1 to 255)");
  CHECK(ended(process("greet").dies_of(SIGPIPE), "", 0).sentence ==
        "greet ended with status 0, where it had to be ended by SIGPIPE");
}

TEST_CASE("death by SIGPIPE where success was due is a wrong exit") {
  const Trial trial = TrialBuilder().launch("greet").expect(process("greet").exits(0));
  TraceBuilder trace;
  trace.died(trace.role("greet"), SIGPIPE).step_failed(1, WhyFailed::ended);
  const Verdict verdict = only(trial, trace);
  CHECK(verdict.verdict == VerdictClass::wrong_exit);
  CHECK(verdict.sentence ==
        "greet was killed by SIGPIPE (it wrote where nobody reads any more), where it had to end with status 0");
}

TEST_CASE("a process that ended where it had to wait did not wait") {
  const Verdict verdict = ended(process("greet").blocked_on(ObjectKind::pipe), "", 0);
  CHECK(verdict.verdict == VerdictClass::did_not_block);
  CHECK(verdict.sentence == "greet ended with status 0, where it had to wait on a pipe");
}

TEST_CASE("a process that waits on something else than it had to says on what") {
  const Verdict verdict =
      asleep(process("greet").blocked_on(ObjectKind::pipe),
             SnapshotBuilder().blocked(0, "wait4", {reaps(1)}).at("greet.c", 30).blocked(1, "read", {reads_input()}));
  CHECK(verdict.verdict == VerdictClass::did_not_block);
  CHECK(verdict.sentence == "greet waits at greet.c:30 in main for its child greet/1 to end, where it had to wait on a pipe");
  REQUIRE(verdict.site.has_value());
  CHECK(verdict.site->line == 30);
}

TEST_CASE("a process that only sleeps for a while does not wait") {
  const Wait nap = waits_for(WaitFor::time, {ObjectKind::timer, 0, 0, 0});
  const Verdict verdict = asleep(process("greet").blocked(), SnapshotBuilder().blocked(0, "clock_nanosleep", {nap}).timed());
  CHECK(verdict.verdict == VerdictClass::did_not_block);
  CHECK(verdict.sentence == "greet waits for time to pass, where it had to wait");
}

TEST_CASE("a process that was not stopped by the signal goes on where it had to be stopped") {
  const Verdict verdict =
      asleep(process("greet").is(ProcessCondition::stopped), SnapshotBuilder().blocked(0, "read", {reads_input()}));
  CHECK(verdict.verdict == VerdictClass::did_not_block);
  CHECK_THAT(verdict.sentence, Contains("where it had to be stopped by a signal"));
}

TEST_CASE("a process that reads standard input where it had to end waits for input") {
  const Verdict verdict =
      asleep(process("greet").exits(0), SnapshotBuilder().blocked(0, "read", {reads_input()}).at("greet.c", 8));
  CHECK(verdict.verdict == VerdictClass::waits_for_input);
  CHECK(verdict.sentence ==
        "greet had to end with status 0, but what it waits for does not come: greet waits at greet.c:8 in main to read from "
        "its standard input (fd 0)");
  CHECK(verdict.site->line == 8);
}

TEST_CASE("a chain of waits that ends at standard input is told link by link") {
  const Verdict verdict =
      asleep(process("greet").exits(0), SnapshotBuilder().blocked(0, "wait4", {reaps(1)}).blocked(1, "read", {reads_input()}));
  CHECK(verdict.verdict == VerdictClass::waits_for_input);
  CHECK_THAT(verdict.sentence,
             Contains("greet waits for its child greet/1 to end and greet/1 waits to read from its standard input"));
}

TEST_CASE("a process whose output has no room does not wait for input") {
  const Wait room = harness_wakes(writes(an_object(ObjectKind::output, 2), {}, 1));
  const Verdict verdict = asleep(process("greet").exits(0), SnapshotBuilder().blocked(0, "write", {room}));
  CHECK(verdict.verdict == VerdictClass::still_running);
  CHECK_THAT(verdict.sentence, Contains("it waits to write to its output (fd 1), which is full"));
}

TEST_CASE("a process that waits for nothing the harness holds and has not ended is still running") {
  const Verdict verdict =
      asleep(process("greet").exits(0),
             SnapshotBuilder().blocked(0, "wait4", {reaps(1)}).at("greet.c", 30).blocked(1, "read", {reads(a_pipe(1), {1}, 3)}));
  CHECK(verdict.verdict == VerdictClass::still_running);
  CHECK(verdict.sentence == "greet has not ended: it waits at greet.c:30 in main for its child greet/1 to end");
}

TEST_CASE("output that is missing while its process sleeps is wrong output") {
  const Verdict verdict =
      asleep(process("greet").writes("a\nb\n"),
             SnapshotBuilder().blocked(0, "pause", {waits_for(WaitFor::signal, {ObjectKind::signal, 0, 0, 0})}), "a\n");
  CHECK(verdict.verdict == VerdictClass::wrong_output);
  CHECK_THAT(verdict.sentence, Contains(R"("b\n" is missing)"));
  CHECK_THAT(evidence_of(verdict), Contains("greet waits for a signal"));
}

TEST_CASE("output that can no longer match is wrong although its process still waits for input") {
  const Verdict verdict =
      asleep(process("greet").writes("ABC\n"), SnapshotBuilder().blocked(0, "read", {reads_input()}), "abc\n");
  CHECK(verdict.verdict == VerdictClass::wrong_output);
}

TEST_CASE("a child that was never made is another mechanism than the task asks for") {
  const Trial trial = TrialBuilder().launch("greet").until(process("greet/1").blocked_on(ObjectKind::pipe));
  TraceBuilder trace;
  trace.exited(trace.role("greet")).step_failed(1, WhyFailed::no_process);
  const Verdict verdict = only(trial, trace);
  CHECK(verdict.verdict == VerdictClass::wrong_mechanism);
  CHECK(verdict.sentence == "greet ended without making the child process greet/1");
}

TEST_CASE("a child that comes only after the failure, when the inputs were closed, was not there") {
  const Trial trial = TrialBuilder().launch("greet").until(process("greet/2").blocked());
  TraceBuilder trace;
  const ProcessIndex greet = trace.role("greet");
  trace.child(greet);
  trace.snapshot(SnapshotBuilder().blocked(0, "wait4", {reaps(1)}).at("greet.c", 30).blocked(1, "read", {reads_input()}));
  trace.step_failed(1, WhyFailed::no_process);
  trace.child(greet);
  const Verdict verdict = only(trial, trace);
  CHECK(verdict.verdict == VerdictClass::wrong_mechanism);
  CHECK(verdict.sentence ==
        "greet waits at greet.c:30 in main for its child greet/1 to end, and has not made the child process greet/2");
}

TEST_CASE("a parent that failed before it made its child is reported by its exit") {
  const Trial trial = TrialBuilder().launch("greet").until(process("greet/1").blocked());
  TraceBuilder trace;
  trace.exited(trace.role("greet"), 1).step_failed(1, WhyFailed::no_process);
  const Verdict verdict = only(trial, trace);
  CHECK(verdict.verdict == VerdictClass::wrong_exit);
  CHECK(verdict.sentence == "greet ended with status 1 before it made the child process greet/1");
}

TEST_CASE("a step that acts on a process that has ended says that it ended too early") {
  const Trial trial = TrialBuilder().launch("greet").send("greet", "x");
  TraceBuilder trace;
  trace.exited(trace.role("greet"), 0).step_failed(1, WhyFailed::ended);
  const Verdict verdict = only(trial, trace);
  CHECK(verdict.verdict == VerdictClass::did_not_block);
  CHECK(verdict.sentence == "greet ended with status 0 before the scenario was done with it");
}

TEST_CASE("a role that does not end by itself is still running, with where it waits") {
  TraceBuilder trace;
  const ProcessIndex greet = trace.role("greet");
  trace.snapshot(SnapshotBuilder().blocked(0, "read", {reads_input()}).at("greet.c", 9)).still_running(greet);
  const Verdict verdict = only(TrialBuilder().launch("greet"), trace);
  CHECK(verdict.verdict == VerdictClass::still_running);
  CHECK(verdict.sentence ==
        "greet has not ended by itself: it waits at greet.c:9 in main to read from its standard input (fd 0)");
  CHECK_FALSE(verdict.step.has_value());
}

TEST_CASE("a failure that the trace contradicts is the harness's mistake, not the student's") {
  const Trial trial = TrialBuilder().launch("greet").expect(process("greet").exits(0));
  TraceBuilder trace;
  trace.exited(trace.role("greet"), 0).step_failed(1, WhyFailed::ended);
  CHECK(only(trial, trace).verdict == VerdictClass::harness_error);
}

TEST_CASE("what the harness did after the failure does not count as the process's own end") {
  const Trial trial = TrialBuilder().launch("greet").expect(process("greet").exits(0));
  TraceBuilder trace;
  const ProcessIndex greet = trace.role("greet");
  trace.snapshot(SnapshotBuilder().blocked(0, "read", {reads_input()})).step_failed(1, WhyFailed::never).died(greet, SIGKILL);
  CHECK(only(trial, trace).verdict == VerdictClass::waits_for_input);
}

TEST_CASE("a trace that closed early says nothing about its steps") {
  TraceBuilder trace;
  trace.still_running(trace.role("greet")).limit(LimitName::events, 100'000);
  CHECK(steps(TrialBuilder().launch("greet"), trace.trace()).empty());
}

TEST_CASE("a generated payload is called by its origin") {
  Condition asked;
  asked.process = "greet";
  asked.standard_output = OutputMatch{OutputRule::equals, {std::string(100'000, 'q'), "100000 generated bytes, seed 1"}};
  const Verdict verdict = ended(asked, std::string(65'536, 'q'), 0);
  CHECK_THAT(verdict.sentence, Contains("after 65536 of 100000 bytes"));
  CHECK_THAT(evidence_of(verdict), Contains("write 100000 generated bytes, seed 1 to its standard output"));
}
