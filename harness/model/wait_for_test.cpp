#include "model/wait_for.hpp"

#include <algorithm>

#include "testing/catch.hpp"
#include "testing/snapshot_builder.hpp"

using namespace ipcgrade::model;
using namespace ipcgrade::testing;

namespace {

using Set = std::vector<ThreadIndex>;

// Processes are numbered as their main threads are.
constexpr ProcessIndex parent = 0;
constexpr ProcessIndex child = 1;
constexpr ProcessIndex third = 2;

Wait semaphore(Wakers wakers) { return waits_for(WaitFor::wake, an_object(ObjectKind::shared, 7), std::move(wakers)); }

}  // namespace

TEST_CASE("two processes that wait for each other are deadlocked") {
  const WaitGraph graph = wait_graph(SnapshotBuilder()
                                         .blocked(parent, "read", {reads(a_pipe(1), {child})})
                                         .blocked(child, "read", {reads(a_pipe(2), {parent})}));
  CHECK(graph.deadlocked == Set{0, 1});
  CHECK(graph.on_harness.empty());
  REQUIRE(graph.edges.size() == 2);
  CHECK(graph.edges[0].waiter == 0);
  CHECK(graph.edges[0].waker == child);
  CHECK(graph.edges[1].wait.object == a_pipe(2));
}

TEST_CASE("a reader that keeps its write end waits for itself, and its parent for it") {
  const WaitGraph graph =
      wait_graph(SnapshotBuilder().blocked(parent, "wait4", {reaps(child)}).blocked(child, "read", {reads(a_pipe(1), {child})}));
  CHECK(graph.deadlocked == Set{0, 1});
}

TEST_CASE("a reader that keeps its write end is deadlocked even while an unrelated process runs") {
  const WaitGraph graph = wait_graph(
      SnapshotBuilder().thread(parent, RunState::runnable).blocked(child, "read", {reads(a_pipe(1), {child})}).not_quiescent());
  CHECK(graph.deadlocked == Set{1});
}

TEST_CASE("a chain that ends at standard input is no deadlock but waits on the harness") {
  const WaitGraph graph = wait_graph(SnapshotBuilder()
                                         .blocked(parent, "read", {reads_input()})
                                         .blocked(child, "read", {reads(a_pipe(1), {parent})})
                                         .blocked(third, "wait4", {reaps(child)}));
  CHECK(graph.deadlocked.empty());
  CHECK(graph.on_harness == Set{0, 1, 2});
}

TEST_CASE("a deadlock beside somebody who waits on the harness is found, and only its members") {
  const WaitGraph graph = wait_graph(SnapshotBuilder()
                                         .blocked(parent, "read", {reads_input()})
                                         .blocked(child, "read", {reads(a_pipe(1), {third})})
                                         .blocked(third, "read", {reads(a_pipe(2), {child})}));
  CHECK(graph.deadlocked == Set{1, 2});
  CHECK(graph.on_harness == Set{0});
}

TEST_CASE("who waits for a deadlocked process is deadlocked too") {
  const WaitGraph graph = wait_graph(SnapshotBuilder()
                                         .blocked(parent, "wait4", {reaps(child)})
                                         .blocked(child, "read", {reads(a_pipe(1), {child})})
                                         .blocked(third, "read", {reads(a_pipe(2), {parent})}));
  CHECK(graph.deadlocked == Set{0, 1, 2});
}

TEST_CASE("a process with one thread that still has a deadline can wake its peers") {
  const WaitGraph graph = wait_graph(SnapshotBuilder()
                                         .blocked(parent, "read", {reads(a_pipe(1), {child})})
                                         .blocked(child, "read", {reads(a_pipe(2), {parent})})
                                         .blocked(child, "clock_nanosleep", {})
                                         .timed());
  CHECK(graph.deadlocked.empty());
}

TEST_CASE("a heartbeat thread of an unrelated process does not hide a deadlock of known wakers") {
  const WaitGraph graph = wait_graph(SnapshotBuilder()
                                         .blocked(parent, "read", {reads(a_pipe(1), {child})})
                                         .blocked(child, "read", {reads(a_pipe(2), {parent})})
                                         .blocked(third, "clock_nanosleep", {})
                                         .timed());
  CHECK(graph.deadlocked == Set{0, 1});
}

TEST_CASE("a runtime's helper thread is neither a member nor a waker") {
  const WaitGraph graph = wait_graph(SnapshotBuilder()
                                         .blocked(parent, "read", {reads(a_pipe(1), {child})})
                                         .blocked(child, "read", {reads(a_pipe(2), {parent})})
                                         .blocked(child, "futex", {})
                                         .timed()
                                         .runtime());
  CHECK(graph.deadlocked == Set{0, 1});
}

TEST_CASE("a word in shared memory whose wakers are not all known is undecided while anybody is awake") {
  const Snapshot snapshot = SnapshotBuilder()
                                .blocked(parent, "futex", {unseen_wakers(semaphore({child}))})
                                .blocked(child, "futex", {unseen_wakers(semaphore({parent}))})
                                .thread(third, RunState::runnable)
                                .not_quiescent();
  CHECK(wait_graph(snapshot).deadlocked.empty());
}

TEST_CASE("a word in shared memory is decided once the whole trial is asleep") {
  const auto both = [] {
    return SnapshotBuilder()
        .blocked(parent, "futex", {unseen_wakers(semaphore({child}))})
        .blocked(child, "futex", {unseen_wakers(semaphore({parent}))});
  };
  CHECK(wait_graph(both()).deadlocked == Set{0, 1});
  CHECK(wait_graph(both().not_quiescent()).deadlocked.empty());
  CHECK(wait_graph(both().blocked(third, "clock_nanosleep", {}).timed()).deadlocked.empty());
  CHECK(wait_graph(both().blocked(third, "read", {reads_input()})).deadlocked.empty());
}

TEST_CASE("a semaphore that only sleeping processes map is a deadlock") {
  const WaitGraph graph = wait_graph(SnapshotBuilder()
                                         .blocked(parent, "futex", {semaphore({parent, child})})
                                         .blocked(child, "futex", {semaphore({parent, child})})
                                         .thread(third, RunState::runnable)
                                         .not_quiescent());
  CHECK(graph.deadlocked == Set{0, 1});
}

TEST_CASE("a semaphore that a process at standard input maps waits on the harness") {
  const WaitGraph graph = wait_graph(
      SnapshotBuilder().blocked(parent, "futex", {semaphore({parent, child})}).blocked(child, "read", {reads_input()}));
  CHECK(graph.deadlocked.empty());
  CHECK(graph.on_harness == Set{0, 1});
}

TEST_CASE("a wait for any child goes on when one of them can") {
  const Wait any = waits_for(WaitFor::child, any_child(), {child, third});
  CHECK(wait_graph(SnapshotBuilder()
                       .blocked(parent, "wait4", {any})
                       .blocked(child, "read", {reads(a_pipe(1), {child})})
                       .thread(third, RunState::runnable)
                       .not_quiescent())
            .deadlocked == Set{1});
  CHECK(wait_graph(SnapshotBuilder()
                       .blocked(parent, "wait4", {any})
                       .blocked(child, "read", {reads(a_pipe(1), {child})})
                       .blocked(third, "read", {reads(a_pipe(2), {parent})}))
            .deadlocked == Set{0, 1, 2});
}

TEST_CASE("poll on two objects is not stuck while one of them can still be served") {
  const std::vector<Wait> either = {reads(a_pipe(1), {child}), reads(a_pipe(2), {third})};
  CHECK(wait_graph(SnapshotBuilder()
                       .blocked(parent, "poll", either)
                       .blocked(child, "read", {reads(a_pipe(3), {parent})})
                       .blocked(third, "read", {reads_input()}))
            .deadlocked.empty());
  CHECK(wait_graph(SnapshotBuilder()
                       .blocked(parent, "poll", either)
                       .blocked(child, "read", {reads(a_pipe(3), {parent})})
                       .blocked(third, "read", {reads(a_pipe(4), {third})}))
            .deadlocked == Set{0, 1, 2});
}

TEST_CASE("a wait that no live process could end is a deadlock of one") {
  const WaitGraph graph = wait_graph(SnapshotBuilder()
                                         .blocked(parent, "openat", {waits_for(WaitFor::peer, an_object(ObjectKind::fifo, 4))})
                                         .blocked(child, "read", {reads_input()}));
  CHECK(graph.deadlocked == Set{0});
}

TEST_CASE("a process that has ended wakes nobody") {
  const WaitGraph graph =
      wait_graph(SnapshotBuilder().blocked(parent, "read", {reads(a_pipe(1), {parent, child})}).zombie(child));
  CHECK(graph.deadlocked == Set{0});
  REQUIRE(graph.edges.size() == 1);
  CHECK(graph.edges[0].waker == parent);
}

TEST_CASE("a call that shows nothing it waits for is stuck only when everybody is") {
  CHECK(wait_graph(SnapshotBuilder().blocked(parent, "poll", {}).blocked(child, "read", {reads_input()})).deadlocked.empty());
  CHECK(wait_graph(SnapshotBuilder().blocked(parent, "poll", {}).blocked(child, "wait4", {reaps(parent)})).deadlocked ==
        Set{0, 1});
}

TEST_CASE("a parent that waits for its vfork child shares the child's fate") {
  SnapshotBuilder stuck;
  stuck.blocked(child, "read", {reads(a_pipe(1), {parent, child})}).index(1);
  CHECK(wait_graph(stuck).deadlocked == Set{1});
  stuck.thread(parent, RunState::vfork_wait, 0);
  CHECK(wait_graph(stuck).deadlocked == Set{0, 1});
}

TEST_CASE("a stopped thread may be continued as long as anybody could send the signal") {
  const auto with_stopped = [] {
    return SnapshotBuilder().thread(parent, RunState::stopped).blocked(child, "read", {reads(a_pipe(1), {parent})});
  };
  CHECK(wait_graph(with_stopped()).deadlocked == Set{0, 1});
  CHECK(wait_graph(with_stopped().thread(third, RunState::runnable).not_quiescent()).deadlocked.empty());
  CHECK(wait_graph(with_stopped().blocked(third, "read", {reads_input()})).deadlocked.empty());
}

TEST_CASE("two threads that hold each other's mutex are deadlocked unless a third thread of theirs could help") {
  const auto mutex = [](std::uint64_t address) { return Object{ObjectKind::private_futex, 0, 0, address}; };
  SnapshotBuilder threads;
  threads.blocked(parent, "futex", {waits_for(WaitFor::wake, mutex(64), {parent})})
      .blocked(parent, "futex", {waits_for(WaitFor::wake, mutex(128), {parent})});
  CHECK(wait_graph(threads).deadlocked == Set{0, 1});
  CHECK(wait_graph(threads.blocked(parent, "read", {reads_input()})).deadlocked.empty());
}

TEST_CASE("an empty snapshot has no deadlock") { CHECK(wait_graph(Snapshot{}).deadlocked.empty()); }

TEST_CASE("adding a sleeper that waits on a member never makes a member leave") {
  SnapshotBuilder growing;
  growing.blocked(0, "read", {reads(a_pipe(1), {0})});
  for (ProcessIndex next = 1; next < 40; ++next) {
    growing.blocked(next, "read", {reads(a_pipe(static_cast<std::uint64_t>(next) + 1), {next - 1})});
    const WaitGraph graph = wait_graph(growing);
    CHECK(graph.deadlocked.size() == static_cast<std::size_t>(next) + 1);
    CHECK(std::is_sorted(graph.deadlocked.begin(), graph.deadlocked.end()));
  }
}
