// Where in a deadlocked set the cause sits. Most members of a set merely wait for somebody who is stuck; the cause is a
// group of processes from which no edge leads out: one that waits for itself or for nobody alive, or a ring.
#pragma once

#include <vector>

#include "model/trace.hpp"
#include "model/wait_for.hpp"

namespace ipcgrade::oracles {

// The deadlocked set of one snapshot, seen as a graph of processes.
class DeadlockedSet {
 public:
  explicit DeadlockedSet(const model::Snapshot& snapshot);

  [[nodiscard]] bool empty() const { return graph_.deadlocked.empty(); }
  // In the order of their indices; a process with one thread in the set counts.
  [[nodiscard]] const std::vector<model::ProcessIndex>& processes() const { return processes_; }
  [[nodiscard]] std::vector<const model::ThreadState*> threads() const;
  [[nodiscard]] std::vector<const model::ThreadState*> threads_of(model::ProcessIndex process) const;
  // Edges whose waiter is a member.
  [[nodiscard]] std::vector<model::WaitEdge> edges() const;
  // The first group of processes from which no edge leads out (a terminal strongly connected component).
  [[nodiscard]] std::vector<model::ProcessIndex> core() const;
  // Some process waits for itself, directly or through others: a deadlock whatever else went wrong.
  [[nodiscard]] bool has_ring() const;
  [[nodiscard]] bool contains(model::ProcessIndex process) const;

 private:
  [[nodiscard]] bool reaches(std::size_t from, std::size_t to) const { return reach_[from * processes_.size() + to] != 0; }
  [[nodiscard]] bool member(model::ThreadIndex thread) const;
  [[nodiscard]] std::size_t position(model::ProcessIndex process) const;
  void close_over_edges();

  const model::Snapshot& snapshot_;
  model::WaitGraph graph_;
  std::vector<model::ProcessIndex> processes_;
  std::vector<char> reach_;  // a square matrix: by one edge or more
};

}  // namespace ipcgrade::oracles
