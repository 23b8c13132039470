// Output that was only buffered: told from output that was never written by what comes out after the step has failed.
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

// "greet" printed into its buffer and then waited; the step failed; its input was closed and it ended.
TraceBuilder flushed_at_exit(ProcessIndex& greet) {
  TraceBuilder trace;
  greet = trace.role("greet");
  trace.blocked(greet, "read", reads_input());
  trace.snapshot(SnapshotBuilder().blocked(0, "read", {reads_input()}).at("greet.c", 12));
  trace.step_failed(1, WhyFailed::never).event(greet, Woke{"read"});
  return trace;
}

const Trial& waits_for_line() {
  static const Trial trial = TrialBuilder().launch("greet").until(process("greet").writes("ready\n"));
  return trial;
}

}  // namespace

TEST_CASE("output that appears only at the end of its process was not flushed") {
  ProcessIndex greet = nobody;
  TraceBuilder trace = flushed_at_exit(greet);
  const Verdict verdict = only(waits_for_line(), trace.wrote(greet, "ready\n").exited(greet));
  CHECK(verdict.verdict == VerdictClass::not_flushed);
  CHECK(verdict.sentence == R"(greet wrote "ready\n" only when it ended: output must be flushed before the program next waits)");
  CHECK_THAT(evidence_of(verdict), Contains("fflush(stdout)"));
  CHECK_THAT(evidence_of(verdict), Contains("setvbuf"));
  CHECK_THAT(evidence_of(verdict), Contains("greet waits at greet.c:12 in main to read from its standard input"));
}

TEST_CASE("output that came before another wait was late for another reason") {
  ProcessIndex greet = nobody;
  TraceBuilder trace = flushed_at_exit(greet);
  trace.wrote(greet, "ready\n").blocked(greet, "read", reads_input()).exited(greet);
  CHECK(only(waits_for_line(), trace).verdict == VerdictClass::waits_for_input);
}

TEST_CASE("a child whose output comes only at its end is named, not its role") {
  TraceBuilder trace;
  const ProcessIndex greet = trace.role("greet");
  const ProcessIndex child = trace.child(greet);
  trace.snapshot(SnapshotBuilder().blocked(greet, "wait4", {reaps(child)}).blocked(child, "read", {reads_input()}));
  trace.step_failed(1, WhyFailed::never);
  Called write;
  write.call = "write";
  write.object = an_object(ObjectKind::output, 1);
  write.result = 6;
  trace.event(child, write).wrote(greet, "ready\n").exited(child).exited(greet);
  CHECK(only(waits_for_line(), trace).sentence ==
        R"(greet/1 wrote "ready\n" only when it ended: output must be flushed before the program next waits)");
}

TEST_CASE("who passes on what another process kept is not to blame") {
  const Object fifo = an_object(ObjectKind::fifo, 5);
  const auto moves = [&](const char* name) {
    Called call;
    call.call = name;
    call.object = fifo;
    call.result = 6;
    return call;
  };
  TraceBuilder trace;
  const ProcessIndex greet = trace.role("greet");
  const ProcessIndex writer = trace.role("writer");
  trace.snapshot(SnapshotBuilder().blocked(greet, "read", {reads(fifo, {writer}, 3)}).blocked(writer, "read", {reads_input()}));
  trace.step_failed(1, WhyFailed::never);
  trace.event(writer, moves("write")).exited(writer).event(greet, moves("read")).wrote(greet, "ready\n").exited(greet);
  const Verdict verdict = only(waits_for_line(), trace);
  CHECK(verdict.verdict == VerdictClass::not_flushed);
  CHECK(verdict.sentence ==
        R"(writer wrote "ready\n" into a FIFO only when it ended: output must be flushed before the program next waits)");
  CHECK_THAT(evidence_of(verdict), Contains("writer waits to read from its standard input"));
}

TEST_CASE("other output at the end is not a missing flush") {
  ProcessIndex greet = nobody;
  TraceBuilder trace = flushed_at_exit(greet);
  CHECK(only(waits_for_line(), trace.wrote(greet, "good bye\n").exited(greet)).verdict == VerdictClass::waits_for_input);
}

TEST_CASE("output of a process that the harness killed says nothing about flushing") {
  ProcessIndex greet = nobody;
  TraceBuilder trace = flushed_at_exit(greet);
  CHECK(only(waits_for_line(), trace.wrote(greet, "ready\n").died(greet, SIGKILL)).verdict == VerdictClass::waits_for_input);
}
