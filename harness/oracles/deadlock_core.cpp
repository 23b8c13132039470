#include "oracles/deadlock_core.hpp"

#include <algorithm>
#include <set>

namespace ipcgrade::oracles {

using namespace model;

DeadlockedSet::DeadlockedSet(const Snapshot& snapshot) : snapshot_(snapshot), graph_(wait_graph(snapshot)) {
  std::set<ProcessIndex> found;
  for (const ThreadState* thread : threads()) found.insert(thread->process);
  processes_.assign(found.begin(), found.end());
  close_over_edges();
}

bool DeadlockedSet::member(ThreadIndex thread) const {
  return std::binary_search(graph_.deadlocked.begin(), graph_.deadlocked.end(), thread);
}

bool DeadlockedSet::contains(ProcessIndex process) const {
  return std::binary_search(processes_.begin(), processes_.end(), process);
}

std::size_t DeadlockedSet::position(ProcessIndex process) const {
  return static_cast<std::size_t>(std::lower_bound(processes_.begin(), processes_.end(), process) - processes_.begin());
}

std::vector<const ThreadState*> DeadlockedSet::threads() const {
  std::vector<const ThreadState*> out;
  for (const ThreadState& thread : snapshot_.threads)
    if (member(thread.thread)) out.push_back(&thread);
  return out;
}

std::vector<const ThreadState*> DeadlockedSet::threads_of(ProcessIndex process) const {
  std::vector<const ThreadState*> out = threads();
  std::erase_if(out, [&](const ThreadState* thread) { return thread->process != process; });
  return out;
}

std::vector<WaitEdge> DeadlockedSet::edges() const {
  std::vector<WaitEdge> out = graph_.edges;
  std::erase_if(out, [&](const WaitEdge& edge) { return !member(edge.waiter); });
  return out;
}

// Warshall 1962. A set has as many processes as a trial at most, 64 by default.
void DeadlockedSet::close_over_edges() {
  const std::size_t n = processes_.size();
  reach_.assign(n * n, 0);
  for (const ThreadState* thread : threads())
    for (const WaitEdge& edge : graph_.edges)
      if (edge.waiter == thread->thread && contains(edge.waker)) reach_[position(thread->process) * n + position(edge.waker)] = 1;
  for (std::size_t via = 0; via < n; ++via)
    for (std::size_t from = 0; from < n; ++from)
      for (std::size_t to = 0; to < n; ++to)
        if (reaches(from, via) && reaches(via, to)) reach_[from * n + to] = 1;
}

std::vector<ProcessIndex> DeadlockedSet::core() const {
  for (std::size_t first = 0; first < processes_.size(); ++first) {
    std::vector<ProcessIndex> group = {processes_[first]};
    bool closed = true;
    for (std::size_t other = 0; other < processes_.size(); ++other) {
      if (other == first || !reaches(first, other)) continue;
      closed = closed && reaches(other, first);
      group.push_back(processes_[other]);
    }
    std::sort(group.begin(), group.end());
    if (closed) return group;
  }
  return {};
}

bool DeadlockedSet::has_ring() const {
  for (std::size_t i = 0; i < processes_.size(); ++i)
    if (reaches(i, i)) return true;
  return false;
}

}  // namespace ipcgrade::oracles
