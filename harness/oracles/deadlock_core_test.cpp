#include "oracles/deadlock_core.hpp"

#include "testing/catch.hpp"
#include "testing/snapshot_builder.hpp"

using namespace ipcgrade::model;
using namespace ipcgrade::testing;
using ipcgrade::oracles::DeadlockedSet;

TEST_CASE("the cause of a deadlock is the group that waits for nobody outside it") {
  const Snapshot snapshot = SnapshotBuilder()
                                .blocked(0, "wait4", {reaps(1)})
                                .blocked(1, "read", {reads(a_pipe(1), {2})})
                                .blocked(2, "read", {reads(a_pipe(2), {3})})
                                .blocked(3, "read", {reads(a_pipe(3), {2})});
  const DeadlockedSet set(snapshot);
  CHECK(set.processes() == std::vector<ProcessIndex>{0, 1, 2, 3});
  CHECK(set.core() == std::vector<ProcessIndex>{2, 3});
  CHECK(set.has_ring());
}

TEST_CASE("a chain that ends at nobody has no ring") {
  const Snapshot snapshot = SnapshotBuilder()
                                .blocked(0, "wait4", {reaps(1)})
                                .blocked(1, "openat", {waits_for(WaitFor::peer, an_object(ObjectKind::fifo, 1))});
  const DeadlockedSet set(snapshot);
  CHECK(set.core() == std::vector<ProcessIndex>{1});
  CHECK_FALSE(set.has_ring());
}
