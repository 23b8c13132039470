#include <csignal>

#include "oracles/oracle.hpp"
#include "testing/catch.hpp"
#include "testing/greeting.hpp"
#include "testing/trace_builder.hpp"
#include "testing/trial_builder.hpp"

using namespace ipcgrade::model;
using namespace ipcgrade::testing;
using namespace ipcgrade::oracles;
using Catch::Matchers::Contains;

TEST_CASE("a named object that nobody removed is a leak") {
  TraceBuilder trace = with_child();
  trace.named({an_object(ObjectKind::fifo, 1), "/work/f", child, false, {"main", "f.c", 9}}).exited(greet);
  const Verdict verdict = only(no_leak(TrialBuilder().launch("greet"), trace.trace()));
  CHECK(verdict.verdict == VerdictClass::leak);
  CHECK(verdict.sentence == "nobody removed the FIFO /work/f, which greet/1 made at f.c:9 in main");
  CHECK(verdict.site->line == 9);
}

TEST_CASE("what was removed, what the contract leaves and what the harness made is no leak") {
  const auto leaks_of = [](const Trial& trial, const NamedObject& object) {
    TraceBuilder trace = with_child();
    return no_leak(trial, trace.named(object).trace()).size();
  };
  const NamedObject left{an_object(ObjectKind::fifo, 1), "/dev/shm/ring-7", greet, false, {}};
  const auto leaks = [&](const Trial& trial) { return leaks_of(trial, left); };
  NamedObject removed = left;
  removed.removed = true;
  NamedObject ours = left;
  ours.maker = nobody;
  CHECK(leaks(TrialBuilder()) == 1);
  CHECK(leaks_of(TrialBuilder(), removed) == 0);
  CHECK(leaks_of(TrialBuilder(), ours) == 0);
  CHECK(leaks(TrialBuilder().may_leave("/dev/shm/ring-7")) == 0);
  CHECK(leaks(TrialBuilder().may_leave("/ring-7")) == 0);
  CHECK(leaks(TrialBuilder().may_leave("ring-7")) == 0);
  CHECK(leaks(TrialBuilder().may_leave("/dev/shm/ring*")) == 0);
  CHECK(leaks(TrialBuilder().may_leave("/ring*")) == 0);
  CHECK(leaks(TrialBuilder().may_leave("/ring")) == 1);
  CHECK(leaks(TrialBuilder().may_leave("/other*")) == 1);
}

TEST_CASE("what a program of ours has made is the submission's to remove only where a step says so") {
  TraceBuilder trace = with_child();
  trace.edit().processes.at(static_cast<std::size_t>(greet)).by = By::reference;
  trace.named({{}, "/dev/shm/ring", greet, false, {}});
  CHECK(no_leak(TrialBuilder().launch("greet"), trace.trace()).empty());
}

TEST_CASE("several leaks have one headline") {
  TraceBuilder trace = with_child();
  trace.named({an_object(ObjectKind::fifo, 1), "/work/a", greet, false, {}})
      .named({an_object(ObjectKind::fifo, 2), "/work/b", greet, false, {}});
  const Verdict verdict = only(no_leak(TrialBuilder(), trace.trace()));
  CHECK_THAT(verdict.sentence, Contains("/work/a"));
  CHECK_THAT(verdict.evidence.at(0).text, Contains("/work/b"));
}

TEST_CASE("a process that outlives its role is a leak") {
  TraceBuilder trace = with_child();
  trace.exited(greet).snapshot(SnapshotBuilder().blocked(child, "read", {reads_input()}).index(1));
  const Verdict verdict = only(no_leak(TrialBuilder().launch("greet"), trace.trace()));
  CHECK(verdict.sentence == "greet has ended, but its process greet/1 lives on: it waits to read from its standard input (fd 0)");
}

TEST_CASE("a process that lived at the last step but ended later is no leak") {
  TraceBuilder trace = with_child();
  trace.exited(greet).snapshot(SnapshotBuilder().blocked(child, "read", {reads_input()}).index(1)).step_done(1).exited(child);
  CHECK(no_leak(TrialBuilder().launch("greet"), trace.trace()).empty());
}

TEST_CASE("a zombie, and the child of a role that the scenario killed, are no leaks") {
  TraceBuilder zombie = with_child();
  CHECK(no_leak(TrialBuilder(), zombie.exited(greet).snapshot(SnapshotBuilder().zombie(child)).trace()).empty());
  TraceBuilder orphan = with_child();
  orphan.died(greet, SIGKILL).snapshot(SnapshotBuilder().blocked(child, "read", {reads_input()}).index(1));
  CHECK(no_leak(TrialBuilder(), orphan.trace()).empty());
}

TEST_CASE("a trial that broke off says nothing about leaks") {
  TraceBuilder trace = with_child();
  trace.named({an_object(ObjectKind::fifo, 1), "/work/f", greet, false, {}});
  CHECK(no_leak(TrialBuilder(), TraceBuilder(trace).step_failed(0, WhyFailed::never).trace()).empty());
  CHECK(no_leak(TrialBuilder(), TraceBuilder(trace).still_running(greet).trace()).empty());
  CHECK(no_leak(TrialBuilder(), TraceBuilder(trace).limit(LimitName::cpu, 10'000).trace()).empty());
}

TEST_CASE("every kind of object is called by its name") {
  const auto said_of = [](const std::string& path, ObjectKind kind) {
    TraceBuilder trace = with_child();
    return only(no_leak(TrialBuilder(), trace.named({an_object(kind, 1), path, greet, false, {}}).trace())).sentence;
  };
  CHECK(said_of("/dev/mqueue/jobs", ObjectKind::queue) == "nobody removed the message queue /dev/mqueue/jobs, which greet made");
  CHECK(said_of("/dev/shm/sem.full", ObjectKind::file) ==
        "nobody removed the named semaphore /dev/shm/sem.full, which greet made");
  CHECK(said_of("/dev/shm/ring", ObjectKind::file) == "nobody removed the shared memory /dev/shm/ring, which greet made");
  CHECK(said_of("/work/talk", ObjectKind::unix_socket) == "nobody removed the socket /work/talk, which greet made");
  CHECK(said_of("sysv:msg:0x1234", ObjectKind::queue) ==
        "nobody removed the System V message queue with the key 0x1234, which greet made");
  CHECK(said_of("sysv:shm:private", ObjectKind::shared) == "nobody removed the private System V shared memory, which greet made");
}

TEST_CASE("a System V object may be left by its key, or any key") {
  TraceBuilder trace = with_child();
  trace.named({an_object(ObjectKind::queue, 1), "sysv:msg:0x1234", greet, false, {}});
  CHECK(no_leak(TrialBuilder().may_leave("sysv:msg:0x1234"), trace.trace()).empty());
  CHECK(no_leak(TrialBuilder().may_leave("sysv:msg:*"), trace.trace()).empty());
  CHECK(no_leak(TrialBuilder().may_leave("sysv:sem:*"), trace.trace()).size() == 1);
}
