// Steps that ask a process to wait, and processes that wait where they should have gone on.
#include <fmt/format.h>

#include <algorithm>

#include "oracles/naming.hpp"
#include "oracles/situation.hpp"

namespace ipcgrade::oracles {

using namespace model;

namespace {

bool waits_on(const ThreadState& thread, const std::vector<ObjectKind>& kinds) {
  return std::any_of(thread.waits.begin(), thread.waits.end(),
                     [&](const Wait& wait) { return std::find(kinds.begin(), kinds.end(), wait.object.kind) != kinds.end(); });
}

// Waiting for nothing but the passing of time is not being blocked: whoever polls sleeps, too.
bool only_sleeps(const ThreadState& thread) {
  return std::all_of(thread.waits.begin(), thread.waits.end(),
                     [](const Wait& wait) { return wait.object.kind == ObjectKind::timer; });
}

// The same question that the live step was asked.
bool waits_as_asked(const Situation& s) {
  const auto threads = s.threads();
  if (s.asked.is == ProcessCondition::stopped)
    return std::any_of(threads.begin(), threads.end(), [](const ThreadState* t) { return t->state == RunState::stopped; });
  const bool asleep = std::all_of(threads.begin(), threads.end(), [](const ThreadState* t) {
    return t->state == RunState::blocked || t->state == RunState::vfork_wait;
  });
  return asleep && std::any_of(threads.begin(), threads.end(), [&](const ThreadState* t) {
           return s.asked.on.empty() ? !only_sleeps(*t) : waits_on(*t, s.asked.on);
         });
}

// Standard input, a signal, a program that a later step would start, a client. (Output does not count: it is always taken.)
bool waits_on_harness(const ThreadState& thread) {
  return std::any_of(thread.waits.begin(), thread.waits.end(), [](const Wait& wait) {
    const bool client = wait.what == WaitFor::connection || (wait.object.kind == ObjectKind::udp && wait.what == WaitFor::data);
    return (wait.harness || client) && wait.object.kind != ObjectKind::output;
  });
}

bool waits_only_on_shared(const ThreadState& thread) {
  return std::all_of(thread.waits.begin(), thread.waits.end(), [](const Wait& wait) {
    return wait.object.kind == ObjectKind::shared || wait.object.kind == ObjectKind::semaphore;
  });
}

using Chain = std::vector<const ThreadState*>;

// The shortest way along the wakers from one of the process's threads to one that waits for what the harness holds.
Chain chain_to_harness(const Snapshot& snapshot, ProcessIndex process) {
  std::vector<Chain> queue;
  std::vector<ProcessIndex> seen = {process};
  for (const ThreadState* thread : threads_of(snapshot, process)) queue.push_back({thread});
  for (std::size_t next = 0; next < queue.size(); ++next) {
    Chain chain = queue[next];
    if (waits_on_harness(*chain.back())) return chain;
    for (const Wait& wait : chain.back()->waits)
      for (const ProcessIndex waker : wait.wakers) {
        if (std::find(seen.begin(), seen.end(), waker) != seen.end()) continue;
        seen.push_back(waker);
        for (const ThreadState* thread : threads_of(snapshot, waker)) {
          queue.push_back(chain);
          queue.back().push_back(thread);
        }
      }
  }
  return {};
}

}  // namespace

Said went_on(const Situation& s) {
  const bool had_to_wait = s.asked.is == ProcessCondition::blocked || s.asked.is == ProcessCondition::stopped;
  if (!had_to_wait || (s.exit == nullptr && waits_as_asked(s))) return std::nullopt;
  Condition only_the_wait;
  only_the_wait.is = s.asked.is;
  only_the_wait.on = s.asked.on;
  const std::string what = s.exit == nullptr ? s.does() : ended_how(*s.exit);
  Verdict verdict =
      s.verdict(VerdictClass::did_not_block, fmt::format("{} {}, where it had to {}", s.label(), what, words_for(only_the_wait)));
  if (s.exit == nullptr && !s.threads().empty() && s.threads().front()->site != Site{}) verdict.site = s.threads().front()->site;
  if (s.exit != nullptr) add_last_words(verdict, s.trace, s.process, s.failure.event);
  return verdict;
}

Said needs_input(const Situation& s) {
  if (s.exit != nullptr) return std::nullopt;
  const Chain chain = chain_to_harness(s.snapshot, s.process);
  if (chain.empty()) return std::nullopt;
  std::vector<std::string> links;
  for (const ThreadState* thread : chain)
    links.push_back(fmt::format("{} {}", label_of(s.trace, *thread), what_it_does(s.view(), *thread)));
  // Input can be missing; whoever wakes a sleeper in shared memory is a process.
  const std::string nobody_there =
      fmt::format("{} had to {}, but {}, and nobody is there to wake it", s.label(), words_for(s.asked), list_of(links));
  const std::string had_to = fmt::format("had to {}, but what it waits for does not come", words_for(s.asked));
  Verdict verdict =
      s.verdict(VerdictClass::waits_for_input,
                waits_only_on_shared(*chain.back()) ? nobody_there : fmt::format("{} {}: {}", s.label(), had_to, list_of(links)));
  if (chain.back()->site != Site{}) verdict.site = chain.back()->site;
  return verdict;
}

Said lives_on(const Situation& s) {
  if (s.exit != nullptr || (s.asked.is != ProcessCondition::exited && !s.asked.exit)) return std::nullopt;
  Verdict verdict = s.verdict(VerdictClass::still_running, fmt::format("{} has not ended: it {}", s.label(), s.does()));
  if (!s.threads().empty() && s.threads().front()->site != Site{}) verdict.site = s.threads().front()->site;
  return verdict;
}

}  // namespace ipcgrade::oracles
