#include <csignal>

#include "oracles/oracle.hpp"
#include "testing/catch.hpp"
#include "testing/trace_builder.hpp"
#include "testing/trial_builder.hpp"

using namespace ipcgrade::model;
using namespace ipcgrade::testing;
using Catch::Matchers::Contains;
using ipcgrade::oracles::no_deadlock;

namespace {

constexpr ProcessIndex greet = 0;
constexpr ProcessIndex child = 1;

// A role with one child, asleep like this when the step that wanted it to end failed.
Verdicts judged(const SnapshotBuilder& snapshot) {
  TraceBuilder trace;
  trace.child(trace.role("greet"));
  trace.snapshot(snapshot).step_failed(1, WhyFailed::never);
  return no_deadlock(TrialBuilder().launch("greet").expect(process("greet").exits(0)), trace.trace());
}

Verdict the_deadlock(const SnapshotBuilder& snapshot) {
  const Verdicts found = judged(snapshot);
  REQUIRE(found.size() == 1);
  CHECK(found[0].verdict == VerdictClass::deadlock);
  return found[0];
}

std::string evidence_of(const Verdict& verdict) {
  std::string out;
  for (const Evidence& line : verdict.evidence) out += line.text + "\n";
  return out;
}

const Site pipe_call{"main", "greet.c", 12};
const Site fork_call{"main", "greet.c", 14};

}  // namespace

TEST_CASE("a reader that keeps its write end is reported as waiting for itself") {
  const Verdict verdict = the_deadlock(SnapshotBuilder()
                                           .blocked(greet, "wait4", {reaps(child)})
                                           .at("greet.c", 30)
                                           .blocked(child, "read", {reads(a_pipe(1), {child}, 3)})
                                           .at("greet.c", 25)
                                           .holds(child, 3, a_pipe(1), Access::read, "fork", fork_call)
                                           .holds(child, 4, a_pipe(1), Access::write, "fork", fork_call));
  CHECK(verdict.sentence ==
        "greet/1 waits at greet.c:25 in main for end-of-file on the pipe (fd 3), but still holds its write end (fd 4, inherited "
        "through fork at greet.c:14 in main) itself");
  CHECK(verdict.site == Site{"main", "greet.c", 25});
  const std::string evidence = evidence_of(verdict);
  CHECK_THAT(evidence, Contains("greet waits at greet.c:30 in main for its child greet/1 to end [waitpid]"));
  CHECK_THAT(evidence, Contains("greet/1 waits at greet.c:25 in main to read from the pipe (fd 3) [read]"));
  CHECK_THAT(evidence, Contains("greet → greet/1: greet/1 has not ended"));
  CHECK_THAT(evidence,
             Contains("greet/1 → greet/1: greet/1 holds a write end of it (fd 4, inherited through fork at greet.c:14"));
}

TEST_CASE("a parent that keeps the write end and waits for its child names both sides") {
  const Verdict verdict = the_deadlock(SnapshotBuilder()
                                           .blocked(greet, "wait4", {reaps(child)})
                                           .blocked(child, "read", {reads(a_pipe(1), {greet}, 3)})
                                           .holds(greet, 4, a_pipe(1), Access::write, "pipe", pipe_call));
  CHECK(verdict.sentence ==
        "greet waits for its child greet/1 to end; and greet/1 waits to read from the pipe (fd 3), whose write end only greet "
        "(fd 4, from pipe at greet.c:12 in main) holds");
}

TEST_CASE("a write end that parent and child hold is attributed to both") {
  const Verdict verdict = the_deadlock(SnapshotBuilder()
                                           .blocked(greet, "wait4", {reaps(child)})
                                           .blocked(child, "read", {reads(a_pipe(1), {greet, child}, 3)})
                                           .holds(greet, 4, a_pipe(1), Access::write, "pipe", pipe_call)
                                           .holds(child, 4, a_pipe(1), Access::write, "fork", fork_call));
  CHECK_THAT(verdict.sentence, Contains("whose write end only greet (fd 4) and greet/1 itself (fd 4) hold"));
}

TEST_CASE("two pipes that are both full are a ring of two writers") {
  const Verdict verdict = the_deadlock(SnapshotBuilder()
                                           .blocked(greet, "write", {writes(a_pipe(1), {child}, 4)})
                                           .at("swap.c", 40)
                                           .blocked(child, "write", {writes(a_pipe(2), {greet}, 6)})
                                           .at("swap.c", 61, "serve")
                                           .holds(greet, 5, a_pipe(2), Access::read)
                                           .holds(child, 3, a_pipe(1), Access::read));
  CHECK(verdict.sentence ==
        "greet waits at swap.c:40 in main to write into the pipe (fd 4), which is full, and whose read end only greet/1 (fd 3) "
        "holds; and greet/1 waits at swap.c:61 in serve to write into the pipe (fd 6), which is full, and whose read end only "
        "greet (fd 5) holds");
  CHECK(verdict.site == Site{"main", "swap.c", 40});
}

TEST_CASE("a process that fills a pipe which only it could empty is told so") {
  const Verdict verdict = the_deadlock(SnapshotBuilder()
                                           .blocked(greet, "write", {writes(a_pipe(1), {greet}, 4)})
                                           .holds(greet, 3, a_pipe(1), Access::read, "pipe", pipe_call));
  CHECK(verdict.sentence ==
        "greet waits to write into the pipe (fd 4), which is full, but only greet itself holds its read end (fd 3, from pipe at "
        "greet.c:12 in main)");
}

TEST_CASE("a FIFO that nobody opens at the other end is named by its path") {
  const Object fifo = an_object(ObjectKind::fifo, 9);
  TraceBuilder trace;
  const ProcessIndex writer = trace.role("fifo_writer");
  const ProcessIndex reader = trace.role("fifo_reader");
  trace.exited(writer, 1).named({fifo, "/work/f", reader, false, {}});
  trace.snapshot(SnapshotBuilder().blocked(reader, "openat", {waits_for(WaitFor::peer, fifo)}).index(1).at("reader.c", 7));
  trace.step_failed(2, WhyFailed::never);
  const Verdicts found = no_deadlock(
      TrialBuilder().launch("fifo_writer").launch("fifo_reader").expect(process("fifo_reader").exits(0)), trace.trace());
  REQUIRE(found.size() == 1);
  CHECK(found[0].sentence ==
        "fifo_reader waits at reader.c:7 in main for a process to open the other end of the FIFO /work/f, and no other process "
        "is left "
        "that could do that");
  CHECK_THAT(evidence_of(found[0]), Contains("before that, fifo_writer ended with status 1"));
}

TEST_CASE("a process that waits for the dead is a consequence where the step failed for another") {
  TraceBuilder trace;
  const ProcessIndex reader = trace.role("fifo_reader");
  const ProcessIndex writer = trace.role("fifo_writer");
  trace.exited(writer, 1);
  trace.snapshot(SnapshotBuilder().blocked(reader, "openat", {waits_for(WaitFor::peer, an_object(ObjectKind::fifo, 9))}));
  trace.step_failed(2, WhyFailed::ended);
  CHECK(no_deadlock(TrialBuilder().launch("fifo_reader").launch("fifo_writer").expect(process("fifo_writer").exits(0)),
                    trace.trace())
            .empty());
}

TEST_CASE("a ring of others is a deadlock although the step failed for a process outside it") {
  TraceBuilder trace;
  trace.child(trace.role("greet"));
  const ProcessIndex other = trace.role("other");
  trace.exited(other, 1);
  trace.snapshot(
      SnapshotBuilder().blocked(greet, "wait4", {reaps(child)}).blocked(child, "read", {reads(a_pipe(1), {greet}, 3)}));
  trace.step_failed(2, WhyFailed::ended);
  CHECK(no_deadlock(TrialBuilder().launch("greet").launch("other").expect(process("other").exits(0)), trace.trace()).size() == 1);
}

TEST_CASE("a FIFO that its reader has opened for writing as well never ends") {
  const Object fifo = an_object(ObjectKind::fifo, 9);
  const Verdict verdict = the_deadlock(SnapshotBuilder()
                                           .blocked(greet, "read", {unseen_wakers(reads(fifo, {greet}, 3))})
                                           .holds(greet, 3, fifo, Access::both, "openat", pipe_call)
                                           .path("/work/f (deleted)"));
  CHECK(verdict.sentence ==
        "greet waits for end-of-file on the FIFO /work/f (fd 3), but has opened it for writing, too (fd 3, from open at "
        "greet.c:12 in main)");
}

TEST_CASE("a mutex that is locked twice by the only thread is a deadlock") {
  const Wait mutex = waits_for(WaitFor::wake, {ObjectKind::private_futex, 0, 0, 64}, {greet});
  const Verdict verdict = the_deadlock(SnapshotBuilder().blocked(greet, "futex", {mutex}).at("a.c", 5));
  CHECK(
      verdict.sentence ==
      "greet waits at a.c:5 in main for a mutex, condition, semaphore or thread of its own process, where no thread is awake to "
      "end the wait");
}

TEST_CASE("threads of one process that wait for each other are told apart by number") {
  TraceBuilder trace;
  trace.role("greet");
  trace.thread(greet);
  const auto mutex = [](std::uint64_t address) {
    return waits_for(WaitFor::wake, {ObjectKind::private_futex, 0, 0, address}, {greet});
  };
  trace.snapshot(
      SnapshotBuilder().blocked(greet, "futex", {mutex(64)}).at("a.c", 5).blocked(greet, "futex", {mutex(72)}).at("a.c", 9, "f"));
  trace.step_failed(1, WhyFailed::never);
  const Verdicts found = no_deadlock(TrialBuilder().launch("greet").expect(process("greet").exits(0)), trace.trace());
  REQUIRE(found.size() == 1);
  CHECK_THAT(found[0].sentence, Contains("no thread of greet is left awake: thread 1 of greet waits at a.c:5 in main"));
  CHECK_THAT(found[0].sentence, Contains("thread 2 of greet waits at a.c:9 in f"));
}

TEST_CASE("locks taken in opposite order name who holds them") {
  const auto lock = [](std::uint64_t inode, ProcessIndex owner, int fd) {
    return waits_for(WaitFor::lock, an_object(ObjectKind::lock, inode), {owner}, fd);
  };
  const Verdict verdict = the_deadlock(SnapshotBuilder()
                                           .blocked(greet, "flock", {lock(1, child, 3)})
                                           .holds(greet, 3, an_object(ObjectKind::lock, 1), Access::both)
                                           .path("/work/a")
                                           .blocked(child, "flock", {lock(2, greet, 4)}));
  CHECK(verdict.sentence ==
        "greet waits for the lock on the file /work/a (fd 3), which greet/1 holds; and greet/1 waits for the lock on a file (fd "
        "4), which greet holds");
}

TEST_CASE("a semaphore in shared memory says who has it mapped") {
  const Wait semaphore = waits_for(WaitFor::wake, an_object(ObjectKind::shared, 3), {greet, child});
  const Verdict verdict =
      the_deadlock(SnapshotBuilder().blocked(greet, "futex", {semaphore}).blocked(child, "futex", {semaphore}));
  CHECK_THAT(verdict.sentence, Contains("waits for a semaphore, mutex or condition in shared memory, which only greet itself and "
                                        "greet/1 could post, unlock or signal"));
}

TEST_CASE("a semaphore that only its waiter maps has nobody left to post it, and the ended are listed") {
  TraceBuilder trace;
  trace.exited(trace.child(trace.role("greet")), 3);
  trace.snapshot(
      SnapshotBuilder().blocked(greet, "futex", {waits_for(WaitFor::wake, an_object(ObjectKind::shared, 3), {greet})}));
  trace.step_failed(1, WhyFailed::never);
  const Verdicts found = no_deadlock(TrialBuilder().launch("greet").expect(process("greet").exits(0)), trace.trace());
  REQUIRE(found.size() == 1);
  CHECK_THAT(found[0].sentence, Contains("and no other process is left that could post, unlock or signal it"));
  CHECK_THAT(evidence_of(found[0]), Contains("before that, greet/1 ended with status 3"));
}

TEST_CASE("a wait for any child lists the children that do not end") {
  TraceBuilder trace;
  trace.role("greet");
  trace.child(greet);
  trace.child(greet);
  trace.snapshot(SnapshotBuilder()
                     .blocked(greet, "wait4", {waits_for(WaitFor::child, any_child(), {1, 2})})
                     .blocked(1, "read", {reads(a_pipe(1), {greet}, 3)})
                     .blocked(2, "read", {reads(a_pipe(1), {greet}, 3)}));
  trace.step_failed(1, WhyFailed::never);
  const Verdicts found = no_deadlock(TrialBuilder().launch("greet").expect(process("greet").exits(0)), trace.trace());
  REQUIRE(found.size() == 1);
  CHECK_THAT(found[0].sentence, Contains("greet waits for one of its children greet/1 and greet/2 to end; greet/1 waits"));
}

TEST_CASE("poll on several objects lists them all") {
  const Verdict verdict = the_deadlock(SnapshotBuilder()
                                           .blocked(greet, "poll", {reads(a_pipe(1), {child}, 3), writes(a_pipe(2), {child}, 4)})
                                           .blocked(child, "read", {reads(a_pipe(3), {greet}, 5)}));
  CHECK_THAT(verdict.sentence,
             Contains("greet waits to read from the pipe (fd 3) or to write into the pipe (fd 4), which is full; and greet/1"));
}

TEST_CASE("a process that stopped itself is a deadlock, one that the scenario stopped is not") {
  const SnapshotBuilder stopped = SnapshotBuilder().blocked(greet, "wait4", {reaps(child)}).thread(child, RunState::stopped);
  CHECK_THAT(the_deadlock(stopped).sentence, Contains("greet/1 is stopped by a signal, and nobody is left to continue it"));
  TraceBuilder trace;
  trace.child(trace.role("greet"));
  trace.snapshot(stopped).step_failed(2, WhyFailed::never);
  CHECK(no_deadlock(TrialBuilder().launch("greet").signal("greet/1", SIGSTOP).expect(process("greet").exits(0)), trace.trace())
            .empty());
}

TEST_CASE("who waits for standard input is not deadlocked") {
  CHECK(judged(SnapshotBuilder().blocked(greet, "read", {reads_input()}).blocked(child, "read", {reads(a_pipe(1), {greet})}))
            .empty());
}

TEST_CASE("a deadlocked child of a role that has already ended is found at the end of the trial") {
  TraceBuilder trace;
  trace.child(trace.role("greet"));
  trace.exited(greet, 0, {child}).snapshot(SnapshotBuilder().blocked(child, "read", {reads(a_pipe(1), {child}, 3)}).index(1));
  const Verdicts found = no_deadlock(TrialBuilder().launch("greet"), trace.trace());
  REQUIRE(found.size() == 1);
  CHECK_THAT(found[0].sentence,
             Contains("greet/1 waits for end-of-file on the pipe (fd 3), but still holds its write end itself"));
}

TEST_CASE("the snapshot of a step that held says nothing about wakers, and is not judged") {
  TraceBuilder trace;
  const ProcessIndex role = trace.role("greet");
  trace.snapshot(SnapshotBuilder().blocked(role, "read", {reads(a_pipe(1), {}, 3)})).step_done(1).exited(role);
  CHECK(no_deadlock(TrialBuilder().launch("greet"), trace.trace()).empty());
}

TEST_CASE("a server that waits for ever after the last step is idle, not deadlocked") {
  TraceBuilder trace;
  const ProcessIndex server = trace.role("server");
  trace.snapshot(SnapshotBuilder().blocked(server, "pause", {waits_for(WaitFor::signal, {ObjectKind::signal, 0, 0, 0})}));
  CHECK(no_deadlock(TrialBuilder().launch("server", AtEnd::serves), trace.trace()).empty());
}

TEST_CASE("a trace that closed early says nothing about deadlocks") {
  TraceBuilder trace;
  trace.child(trace.role("greet"));
  trace.snapshot(SnapshotBuilder().blocked(child, "read", {reads(a_pipe(1), {child}, 3)}));
  trace.limit(LimitName::cpu, 10'000);
  CHECK(no_deadlock(TrialBuilder().launch("greet"), trace.trace()).empty());
}
