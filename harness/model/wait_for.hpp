// Who waits for whom: the wait-for graph of a snapshot, and the largest set of threads that can never go on.
//
// The graph is AND-OR: a thread waits for any one of several events, and each event can be brought about by any of several
// processes. A set of blocked threads is deadlocked when every possible waker of each member is a process all of whose live
// threads are in the set. (Operating System Concepts, 10th ed., 8.3 and 8.6; Knapp 1987 calls it the OR model.)
#pragma once

#include <vector>

#include "model/trace.hpp"

namespace ipcgrade::model {

struct WaitEdge {
  ThreadIndex waiter = nobody;
  ProcessIndex waker = nobody;
  Wait wait;
};

struct WaitGraph {
  std::vector<ThreadIndex> deadlocked;  // the greatest deadlocked set; empty: none
  std::vector<WaitEdge> edges;          // all edges among live threads
  std::vector<ThreadIndex> on_harness;  // blocked threads whose chain ends at something the harness holds
};

[[nodiscard]] WaitGraph wait_graph(const Snapshot& snapshot);

}  // namespace ipcgrade::model
