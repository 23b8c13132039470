// How the set is found.
//
// "Can never go on" is a statement about everybody at once, so it is computed from the outside in: suppose that every
// sleeping thread is stuck, and take out, again and again, each one that somebody not under suspicion could wake. What is
// left when nothing more can be taken out is the greatest set whose members wait for each other only. The condition for
// staying is monotone (a larger set never makes a member leave), so the order of removal does not matter and the result is
// the greatest fixpoint (Knapp 1987, "Deadlock detection in distributed databases", the OR model).
//
// A thread is under suspicion from the start if it sleeps without a deadline of its own, or is in a job-control stop. It
// stays while, for *each* of the waits that could end its call:
//   - the harness cannot end it: an open standard input, a later step, a peer;
//   - every process that could end it is wholly in the set. A process acts through any of its threads, so one live thread
//     outside is enough to hope. Ended processes wake nobody: what they held was closed when they ended;
//   - its possible wakers are all known. Where they are not (a word in memory that others map, a descriptor on its way
//     through a socket), hope ends only when the whole trial is asleep: quiescent, and every live thread in the set.
// A stopped thread goes on by SIGCONT, and any running process may send that; a call that shows nothing it waits for may be
// ended by anybody. Both are treated like unknown wakers.
//
// A language runtime's own helper threads only sleep with timeouts on private futexes: they would keep every process of
// that language "awake" for ever, so they are neither members nor wakers.
#include "model/wait_for.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace ipcgrade::model {
namespace {

using Threads = std::vector<const ThreadState*>;
using Members = std::set<ThreadIndex>;

// The threads that count, by process.
class Living {
 public:
  explicit Living(const Snapshot& snapshot) : quiescent_(snapshot.quiescent) {
    for (const ThreadState& thread : snapshot.threads) {
      if (thread.runtime || thread.state == RunState::exited) continue;
      all_.push_back(&thread);
      by_process_[thread.process].push_back(&thread);
    }
  }

  [[nodiscard]] bool quiescent() const { return quiescent_; }
  [[nodiscard]] const Threads& all() const { return all_; }
  [[nodiscard]] const Threads& of(ProcessIndex process) const {
    static const Threads none;
    const auto found = by_process_.find(process);
    return found == by_process_.end() ? none : found->second;
  }

 private:
  bool quiescent_;
  Threads all_;
  std::map<ProcessIndex, Threads> by_process_;
};

bool asleep(const ThreadState& thread) { return thread.state == RunState::blocked || thread.state == RunState::vfork_wait; }

bool suspected(const ThreadState& thread) { return thread.state == RunState::stopped || (asleep(thread) && !thread.timed); }

bool all_in(const Threads& threads, const Members& members) {
  return std::all_of(threads.begin(), threads.end(), [&](const ThreadState* t) { return members.contains(t->thread); });
}

enum class Outside { nobody, somebody };

// Does anybody live outside the set who could be the unseen waker of one of its members?
Outside outside_of(const Members& members, const Living& living) {
  return living.quiescent() && all_in(living.all(), members) ? Outside::nobody : Outside::somebody;
}

bool hopeless(const Wait& wait, const Living& living, const Members& members, Outside outside) {
  if (wait.harness || (!wait.wakers_known && outside == Outside::somebody)) return false;
  return std::all_of(wait.wakers.begin(), wait.wakers.end(),
                     [&](ProcessIndex waker) { return waker != nobody && all_in(living.of(waker), members); });
}

bool stays(const ThreadState& thread, const Living& living, const Members& members) {
  const Outside outside = outside_of(members, living);
  if (thread.state == RunState::stopped || thread.waits.empty()) return outside == Outside::nobody;
  return std::all_of(thread.waits.begin(), thread.waits.end(),
                     [&](const Wait& wait) { return hopeless(wait, living, members, outside); });
}

Members greatest_set(const Living& living) {
  Members members;
  for (const ThreadState* thread : living.all())
    if (suspected(*thread)) members.insert(thread->thread);
  for (bool shrinks = true; shrinks;) {
    shrinks = false;
    for (const ThreadState* thread : living.all()) {
      if (!members.contains(thread->thread) || stays(*thread, living, members)) continue;
      members.erase(thread->thread);
      shrinks = true;
    }
  }
  return members;
}

std::vector<WaitEdge> edges_among(const Living& living) {
  std::vector<WaitEdge> edges;
  for (const ThreadState* thread : living.all()) {
    if (!asleep(*thread)) continue;
    for (const Wait& wait : thread->waits)
      for (const ProcessIndex waker : wait.wakers)
        if (!living.of(waker).empty()) edges.push_back({thread->thread, waker, wait});
  }
  return edges;
}

bool held_by_harness(const Wait& wait) {
  return wait.harness || std::find(wait.wakers.begin(), wait.wakers.end(), nobody) != wait.wakers.end();
}

// Backwards from the harness along the edges. They never lead out of a deadlocked set, so none of its members is reached.
Members waiting_on_harness(const Living& living) {
  Members reached;
  const auto leads_there = [&](const Wait& wait) {
    if (held_by_harness(wait)) return true;
    return std::any_of(wait.wakers.begin(), wait.wakers.end(), [&](ProcessIndex waker) {
      const Threads& threads = living.of(waker);
      return std::any_of(threads.begin(), threads.end(), [&](const ThreadState* t) { return reached.contains(t->thread); });
    });
  };
  for (bool grows = true; grows;) {
    grows = false;
    for (const ThreadState* thread : living.all()) {
      if (!asleep(*thread) || reached.contains(thread->thread)) continue;
      if (std::none_of(thread->waits.begin(), thread->waits.end(), leads_there)) continue;
      reached.insert(thread->thread);
      grows = true;
    }
  }
  return reached;
}

}  // namespace

WaitGraph wait_graph(const Snapshot& snapshot) {
  const Living living(snapshot);
  const Members deadlocked = greatest_set(living);
  const Members on_harness = waiting_on_harness(living);
  return {{deadlocked.begin(), deadlocked.end()}, edges_among(living), {on_harness.begin(), on_harness.end()}};
}

}  // namespace ipcgrade::model
