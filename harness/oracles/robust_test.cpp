#include "oracles/robust.hpp"

#include <csignal>

#include "testing/catch.hpp"
#include "testing/trace_builder.hpp"

using namespace ipcgrade;
using namespace ipcgrade::model;
using testing::TraceBuilder;

namespace {

// One role, p, that forks a child; its clean run prints two lines.
struct Run {
  Trial trial;
  TraceBuilder clean;
  TraceBuilder now;
  Strike strike;
  SweepRules rules;
  ProcessIndex role = nobody;
  ProcessIndex child = nobody;

  explicit Run(FaultClass fault_class) {
    trial.steps = {{{}, Fault{}}, {{}, Launch{"p", "p", {"./p"}, AtEnd::exits, By::submission}}};
    clean.wrote(clean.role("p"), "one\ntwo\n").exited(0);
    role = now.role("p");
    child = now.child(role);
    now.edit().faults = {{0, 1, 1}};
    strike.point = {"p", "write", 1, ObjectKind::pipe, true, 5000, {}};
    strike.fault_class = fault_class;
  }
  // The scenario's step failed, and the run went on.
  Run& went_on() {
    now.event(nobody, PassedOver{1});
    return *this;
  }
  [[nodiscard]] Verdict verdict() { return oracles::survival({trial, now.trace(), strike, clean.trace(), rules}); }
};

}  // namespace

TEST_CASE("A fault that never struck says nothing") {
  Run run(FaultClass::hard);
  run.now.edit().faults = {{0, 0, 0}};
  run.now.exited(run.role, 0);
  CHECK(run.verdict().verdict == VerdictClass::not_applicable);
}

TEST_CASE("A hard fault is survived by whoever passes all the same") {
  Run run(FaultClass::hard);
  run.now.wrote(run.role, "one\ntwo\n").exited(run.role, 0);
  CHECK(run.verdict().verdict == VerdictClass::passed);
}

TEST_CASE("A hard fault is survived by a message and a failure") {
  Run run(FaultClass::hard);
  run.now.wrote(run.role, "p: write: no space\n", 2).exited(run.role, 1);
  run.went_on();
  CHECK(run.verdict().verdict == VerdictClass::passed);
}

TEST_CASE("After a hard fault neither silence, nor success, nor a signal, nor a child left behind will do") {
  Run silent(FaultClass::hard);
  silent.now.exited(silent.role, 1);
  silent.went_on();
  CHECK(silent.verdict().verdict == VerdictClass::wrong_output);

  Run success(FaultClass::hard);
  success.now.wrote(success.role, "p: hm\n", 2).exited(success.role, 0);
  success.went_on();
  CHECK(success.verdict().verdict == VerdictClass::wrong_exit);

  Run killed(FaultClass::hard);
  killed.now.died(killed.role, SIGPIPE);
  killed.went_on();
  CHECK(killed.verdict().sentence == "p was killed by SIGPIPE, instead of saying what failed");

  Run orphan(FaultClass::hard);
  orphan.now.wrote(orphan.role, "p: fork\n", 2).exited(orphan.role, 1, {orphan.child});
  orphan.went_on();
  CHECK(orphan.verdict().verdict == VerdictClass::zombie);
}

TEST_CASE("A role whose status is about something else leaves the failure to its child") {
  Run run(FaultClass::hard);
  run.strike.point.process = "p/1";
  run.now.wrote(run.role, "p: dup2\n", 2).exited(run.child, 1).exited(run.role, 0);
  run.went_on();
  CHECK(run.verdict().verdict == VerdictClass::wrong_exit);
  run.rules.own_status = {"p"};
  CHECK(run.verdict().verdict == VerdictClass::passed);
}

TEST_CASE("A role that serves may go on serving") {
  Run run(FaultClass::hard);
  run.trial.steps[1].action = Launch{"p", "p", {"./p"}, AtEnd::serves, By::submission};
  run.went_on();
  CHECK(run.verdict().verdict == VerdictClass::passed);
}

TEST_CASE("Whoever was struck and neither ends nor serves has not survived") {
  Run run(FaultClass::hard);
  run.went_on();
  CHECK(run.verdict().verdict == VerdictClass::still_running);
}

TEST_CASE("A crash counts against every fault") {
  for (const FaultClass of : {FaultClass::transparent, FaultClass::hard, FaultClass::kill}) {
    Run run(of);
    run.trial.oracles = {"no-crash"};
    run.now.died(run.role, SIGSEGV);
    CHECK(run.verdict().verdict == VerdictClass::crash);
  }
}

TEST_CASE("After a kill others may wait for ever, but print nothing that they do not print otherwise") {
  Run run(FaultClass::kill);
  const ProcessIndex other = run.now.role("q");
  run.clean.wrote(run.clean.role("q"), "three\n");
  run.now.died(run.role, SIGKILL).wrote(other, "three\n");
  run.went_on();
  CHECK(run.verdict().verdict == VerdictClass::passed);
  run.now.wrote(other, "th\n");
  CHECK(run.verdict().verdict == VerdictClass::wrong_output);
}

TEST_CASE("Of the program that was struck itself a line may be cut short") {
  Run run(FaultClass::kill);
  run.now.wrote(run.role, "on\n").died(run.role, SIGKILL);
  CHECK(run.verdict().verdict == VerdictClass::passed);
  run.now.wrote(run.role, "no\n");
  CHECK(run.verdict().verdict == VerdictClass::wrong_output);
}

TEST_CASE("After a kill the next run must pass") {
  Run run(FaultClass::kill);
  run.trial.steps.push_back({{}, Restart{}});
  Condition ends_well;
  ends_well.process = "p";
  ends_well.exit = ExitMatch{ExitMatch::Rule::status, 0};
  run.trial.steps.push_back({{}, Expect{ends_well}});
  run.now.died(run.role, SIGKILL);
  const ProcessIndex again = run.now.role("p");
  run.now.exited(again, 1).step_failed(3, WhyFailed::ended);
  CHECK(run.verdict().sentence.starts_with("the next run fails on what was left: "));
}
