#include <csignal>

#include "oracles/oracle.hpp"
#include "testing/catch.hpp"
#include "testing/trace_builder.hpp"
#include "testing/trial_builder.hpp"

using namespace ipcgrade::model;
using namespace ipcgrade::testing;
using namespace ipcgrade::oracles;
using Catch::Matchers::Contains;

namespace {

constexpr ProcessIndex greet = 0;
constexpr ProcessIndex child = 1;

TraceBuilder with_child() {
  TraceBuilder trace;
  trace.child(trace.role("greet"));
  return trace;
}

Verdict only(const Verdicts& found) {
  REQUIRE(found.size() == 1);
  return found[0];
}

}  // namespace

TEST_CASE("a crash names process, signal, place and address") {
  TraceBuilder trace = with_child();
  trace.wrote(greet, "greet: about to copy\n", 2).died(child, SIGSEGV, {"copy", "greet.c", 17}, 0x10);
  const Verdict verdict = only(no_crash(TrialBuilder().launch("greet"), trace.trace()));
  CHECK(verdict.verdict == VerdictClass::crash);
  CHECK(verdict.sentence ==
        "greet/1 crashed with SIGSEGV at greet.c:17 in copy: it used address 0x10, most likely through a null pointer");
  CHECK(verdict.site == Site{"copy", "greet.c", 17});
  CHECK_THAT(verdict.evidence.at(0).text, Contains("greet: about to copy"));
}

TEST_CASE("every signal of a program's own making has its explanation") {
  const auto sentence = [](int signal, std::uint64_t address) {
    TraceBuilder trace = with_child();
    return only(no_crash(TrialBuilder(), trace.died(greet, signal, {}, address).trace())).sentence;
  };
  CHECK(sentence(SIGSEGV, 0x7fff0000) ==
        "greet crashed with SIGSEGV: it used memory that is not its own, or more stack than there is (address 0x7fff0000)");
  CHECK_THAT(sentence(SIGBUS, 0x7f0000001000), Contains("beyond the end of a mapped file"));
  CHECK_THAT(sentence(SIGFPE, 0), Contains("divided an integer by zero"));
  CHECK_THAT(sentence(SIGABRT, 0), Contains("called abort"));
  CHECK_THAT(sentence(SIGILL, 0), Contains("instruction"));
}

TEST_CASE("death by SIGPIPE or by the harness's own signals is no crash") {
  for (const int signal : {SIGPIPE, SIGKILL, SIGTERM}) {
    TraceBuilder trace = with_child();
    CHECK(no_crash(TrialBuilder(), trace.died(greet, signal).trace()).empty());
  }
}

TEST_CASE("a signal that the scenario sent or asked for is no crash") {
  TraceBuilder trace = with_child();
  trace.died(greet, SIGABRT);
  CHECK(no_crash(TrialBuilder().launch("greet").signal("greet", SIGABRT), trace.trace()).empty());
  CHECK(no_crash(TrialBuilder().launch("greet").expect(process("greet").dies_of(SIGABRT)), trace.trace()).empty());
  CHECK(no_crash(TrialBuilder().launch("greet"), trace.trace()).size() == 1);
}

TEST_CASE("several crashes have one headline") {
  TraceBuilder trace = with_child();
  trace.died(child, SIGSEGV).died(greet, SIGABRT);
  const Verdict verdict = only(no_crash(TrialBuilder(), trace.trace()));
  CHECK_THAT(verdict.sentence, Contains("greet/1 crashed"));
  CHECK_THAT(verdict.evidence.at(0).text, Contains("greet crashed with SIGABRT"));
}

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

TEST_CASE("whoever was woken before the spin is not said to sleep") {
  TraceBuilder trace = with_child();
  trace.blocked(child, "read", reads(a_pipe(1), {greet}, 3)).event(child, Woke{"read"}).event(greet, Spinning{});
  CHECK(only(no_busy_wait(TrialBuilder(), trace.trace())).evidence.size() == 1);
}

TEST_CASE("what happens after the step has failed is nobody's verdict") {
  TraceBuilder trace = with_child();
  trace.step_failed(0, WhyFailed::never).event(greet, Spinning{}).limit(LimitName::cpu, 10'000).ending(Ending::spinning);
  CHECK(no_busy_wait(TrialBuilder(), trace.trace()).empty());
  CHECK(limits(TrialBuilder(), trace.trace()).empty());
  CHECK(machine(TrialBuilder(), trace.ending(Ending::machine, "late trouble").trace()).empty());
}

TEST_CASE("a crash for want of memory is told by the limit that caused it") {
  TraceBuilder trace = with_child();
  trace.event(greet, LimitHit{LimitName::memory, std::uint64_t{1} << 30}).died(greet, SIGSEGV).step_failed(0, WhyFailed::ended);
  CHECK(no_crash(TrialBuilder(), trace.trace()).empty());
  CHECK_THAT(only(limits(TrialBuilder(), trace.trace())).sentence, Contains("more than 1 GiB of memory"));
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

TEST_CASE("a program that cannot be executed says why and how it was called") {
  TraceBuilder trace;
  trace.role("greet", {"./greet", "Hello"}, ENOENT);
  const Verdict verdict = only(start(TrialBuilder(), trace.ending(Ending::not_started).trace()));
  CHECK(verdict.verdict == VerdictClass::not_executable);
  CHECK(verdict.sentence == "greet cannot be started: ./greet: No such file or directory");
  CHECK_THAT(verdict.evidence.at(0).text, Contains("./greet Hello"));
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
