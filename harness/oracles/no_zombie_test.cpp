#include <csignal>

#include "oracles/oracle.hpp"
#include "testing/catch.hpp"
#include "testing/greeting.hpp"
#include "testing/trace_builder.hpp"
#include "testing/trial_builder.hpp"

using namespace ipcgrade::model;
using namespace ipcgrade::testing;
using namespace ipcgrade::oracles;

TEST_CASE("a role that ends without waiting for its child leaves a zombie") {
  TraceBuilder running = with_child();
  Verdict verdict = only(no_zombie(TrialBuilder().launch("greet"), running.exited(greet, 0, {child}).exited(child).trace()));
  CHECK(verdict.verdict == VerdictClass::zombie);
  CHECK(verdict.sentence == "greet ended without waiting for its child greet/1 (still running)");
  TraceBuilder over = with_child();
  verdict = only(no_zombie(TrialBuilder().launch("greet"), over.exited(child).exited(greet, 0, {child}).trace()));
  CHECK(verdict.sentence == "greet ended without waiting for its child greet/1 (already ended)");
}

TEST_CASE("children of a role that was killed or ended by the harness are not its zombies") {
  TraceBuilder killed = with_child();
  CHECK(no_zombie(TrialBuilder(), killed.event(greet, Exited{0, SIGKILL, {child}, {}, 0}).trace()).empty());
  TraceBuilder ended = with_child();
  ended.event(greet, GotSignal{SIGTERM}).exited(greet, 0, {child});
  CHECK(no_zombie(TrialBuilder().launch("greet"), ended.trace()).empty());
  CHECK(no_zombie(TrialBuilder().launch("greet").signal("greet", SIGTERM), ended.trace()).size() == 1);
  TraceBuilder after = with_child();
  CHECK(no_zombie(TrialBuilder(), after.step_failed(0, WhyFailed::never).exited(greet, 0, {child}).trace()).empty());
}

TEST_CASE("only a role's own children are judged, not its grandchildren") {
  TraceBuilder trace = with_child();
  const ProcessIndex grandchild = trace.child(child);
  CHECK(no_zombie(TrialBuilder(), trace.exited(child, 0, {grandchild}).exited(greet).trace()).empty());
}
