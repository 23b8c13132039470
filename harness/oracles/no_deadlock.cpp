// Processes that wait for each other for ever, told as one sentence about the group that causes it, with the whole wait-for
// graph as evidence.
#include <fmt/format.h>

#include <algorithm>
#include <csignal>

#include "oracles/account.hpp"
#include "oracles/deadlock_core.hpp"
#include "oracles/naming.hpp"
#include "oracles/oracle.hpp"
#include "oracles/waiting.hpp"

namespace ipcgrade::oracles {

using namespace model;

namespace {

bool on_stream(const Wait& wait) { return wait.object.kind == ObjectKind::pipe || wait.object.kind == ObjectKind::fifo; }

bool only_itself(const View& view, const ThreadState& thread) {
  return thread.waits.size() == 1 && on_stream(thread.waits[0]) &&
         living_wakers(view, thread.waits[0]) == std::vector<ProcessIndex>{thread.process};
}

// The thread of a process whose wait explains most: on a pipe or FIFO that it keeps open itself, then on any pipe or FIFO.
const ThreadState& telling(const View& view, const std::vector<const ThreadState*>& threads) {
  const auto rank = [&](const ThreadState* thread) {
    if (only_itself(view, *thread)) return 0;
    return std::any_of(thread->waits.begin(), thread->waits.end(), on_stream) ? 1 : 2;
  };
  return **std::min_element(threads.begin(), threads.end(),
                            [&](const ThreadState* a, const ThreadState* b) { return rank(a) < rank(b); });
}

std::string clause(const View& view, const ThreadState& thread) {
  const std::string who = thread.waits.size() == 1 ? who_could(view, thread, thread.waits[0]) : "";
  return fmt::format("{} {}{}", label_of(view.trace, thread), what_it_does(view, thread), who);
}

std::string waits_for_itself(const View& view, const ThreadState& thread) {
  const Wait& wait = thread.waits[0];
  const Descriptor* own = counterpart(view, wait, thread.process);
  const std::string through = own == nullptr ? "" : fmt::format(" ({})", describe(*own));
  const std::string who = label_of(view.trace, thread);
  const std::string object = name_of(view, wait, thread.process);
  if (wait.what == WaitFor::room)
    return fmt::format("{} waits{} to write into {}, which is full, but only {} itself holds its read end{}", who,
                       at_place(thread.site), object, label_of(view.trace, thread.process), through);
  if (own != nullptr && own->access == Access::both)
    return fmt::format("{} waits{} for end-of-file on {}, but has opened it for writing, too{}", who, at_place(thread.site),
                       object, through);
  return fmt::format("{} waits{} for end-of-file on {}, but still holds its write end{} itself", who, at_place(thread.site),
                     object, through);
}

std::string sentence_about_one(const View& view, const std::vector<const ThreadState*>& threads) {
  const ThreadState& thread = telling(view, threads);
  if (thread.state == RunState::stopped)
    return fmt::format("{} is stopped by a signal, and nobody is left to continue it", label_of(view.trace, thread));
  if (only_itself(view, thread) && thread.waits[0].what != WaitFor::peer) return waits_for_itself(view, thread);
  if (threads.size() == 1) return clause(view, thread);
  std::string each;
  for (const ThreadState* one : threads)
    each += fmt::format("{}{} {}", each.empty() ? "" : "; ", label_of(view.trace, *one), what_it_does(view, *one));
  return fmt::format("no thread of {} is left awake: {}", label_of(view.trace, thread.process), each);
}

std::string sentence_about(const View& view, const DeadlockedSet& set, const std::vector<ProcessIndex>& core) {
  static constexpr std::size_t told = 4;
  if (core.size() == 1) return sentence_about_one(view, set.threads_of(core[0]));
  std::vector<std::string> clauses;
  for (std::size_t i = 0; i < std::min(told, core.size()); ++i)
    clauses.push_back(clause(view, telling(view, set.threads_of(core[i]))));
  if (core.size() > told) clauses.push_back(fmt::format("{} more wait in the same ring", core.size() - told));
  std::string out = clauses[0];
  for (std::size_t i = 1; i < clauses.size(); ++i) out += (i + 1 == clauses.size() ? "; and " : "; ") + clauses[i];
  return out;
}

void add_graph(Verdict& verdict, const View& view, const DeadlockedSet& set) {
  for (const ThreadState* thread : set.threads())
    verdict.evidence.push_back(
        {thread->process, fmt::format("{} {}{}", label_of(view.trace, *thread), what_it_does(view, *thread),
                                      thread->call.empty() ? "" : fmt::format(" [{}]", call_name(thread->call)))});
  for (const WaitEdge& edge : set.edges()) {
    const auto waiter = std::find_if(view.snapshot.threads.begin(), view.snapshot.threads.end(),
                                     [&](const ThreadState& thread) { return thread.thread == edge.waiter; });
    verdict.evidence.push_back(
        {waiter->process, fmt::format("{} → {}: {}", label_of(view.trace, *waiter), label_of(view.trace, edge.waker),
                                      how_could(view, edge.wait, edge.waker))});
  }
}

// Where nobody alive could help, whoever has ended may be the reason.
void add_the_ended(Verdict& verdict, const View& view) {
  for (std::size_t i = 0; i < view.trace.processes.size(); ++i) {
    const auto process = static_cast<ProcessIndex>(i);
    const Exited* exit = exit_of(view.trace, process, view.snapshot.after_event);
    if (exit == nullptr) continue;
    verdict.evidence.push_back({process, fmt::format("before that, {} {}", label_of(view.trace, process), ended_how(*exit))});
  }
}

// A server that waits for clients, and for nothing that anybody alive could do, is at its ease: that no client comes is not what
// went wrong.
bool waits_for_clients(const View& view, const std::vector<const ThreadState*>& threads) {
  bool some = false;
  for (const ThreadState* thread : threads)
    for (const Wait& wait : thread->waits) {
      const bool client = wait.what == WaitFor::connection || (wait.object.kind == ObjectKind::udp && wait.what == WaitFor::data);
      const bool idle = wait.object.kind == ObjectKind::timer || wait.object.kind == ObjectKind::private_futex;
      if (!client && !idle && !living_wakers(view, wait).empty()) return false;
      some = some || client;
    }
  return some;
}

// The group that the verdict is told about: the cause, and before a server at its ease whoever waits for it in vain.
std::vector<ProcessIndex> told_group(const View& view, const DeadlockedSet& set) {
  std::vector<ProcessIndex> core = set.core();
  if (core.size() != 1 || !waits_for_clients(view, set.threads_of(core[0]))) return core;
  for (const WaitEdge& edge : set.edges()) {
    const auto threads = set.threads();
    const auto waiter =
        std::find_if(threads.begin(), threads.end(), [&](const ThreadState* t) { return t->thread == edge.waiter; });
    if (waiter == threads.end() || edge.waker != core[0] || (*waiter)->process == core[0]) continue;
    return {(*waiter)->process, core[0]};
  }
  return core;
}

Verdict deadlock(const View& view, const DeadlockedSet& set) {
  Verdict verdict;
  verdict.verdict = VerdictClass::deadlock;
  verdict.oracle = "no-deadlock";
  const std::vector<ProcessIndex> core = told_group(view, set);
  verdict.sentence = sentence_about(view, set, core);
  const Site& site = telling(view, set.threads_of(core[0])).site;
  if (site != Site{}) verdict.site = site;
  add_graph(verdict, view, set);
  const bool on_itself = only_itself(view, telling(view, set.threads_of(core[0])));
  if (core.size() == 1 && !on_itself) add_the_ended(verdict, view);
  return verdict;
}

// A process that the scenario itself has stopped, and whoever waits for it, wait for the scenario.
bool scenario_stopped_one(const Trial& trial, const Trace& trace, const DeadlockedSet& set) {
  const auto threads = set.threads();
  return std::any_of(threads.begin(), threads.end(), [&](const ThreadState* thread) {
    return thread->state == RunState::stopped && scenario_sends(trial, plain_label(trace, thread->process), SIGSTOP);
  });
}

// Is the process the one with that label, or a descendant of it? True where the label never got a process.
bool belongs_to(const Trace& trace, ProcessIndex process, const std::string& label) {
  const auto ancestor = process_called(trace, label);
  return !ancestor || descends(trace, process, *ancestor);
}

// Whether some other member of the set is the process that a step asked about.
bool others_belong(const Trace& trace, const DeadlockedSet& set, ProcessIndex except, const std::string& label) {
  return std::any_of(set.processes().begin(), set.processes().end(), [&](ProcessIndex member) {
    return member != except && !descends(trace, member, except) && belongs_to(trace, member, label);
  });
}

// A set without a ring merely waits for the dead. That is a verdict of its own only where it is what the step, or a role
// that should end by itself, waited for; else whoever died is the cause, and another oracle tells it.
bool matters(const Trial& trial, const Trace& trace, const DeadlockedSet& set) {
  const auto failure = failed_step(trace);
  if (!failure) {
    return std::any_of(set.processes().begin(), set.processes().end(), [&](ProcessIndex process) {
      const Launch* launch = launch_of(trial, trace, process);
      return launch == nullptr || launch->at_end == AtEnd::exits;
    });
  }
  const Condition* condition = condition_of(trial, failure->step);
  const std::vector<ProcessIndex> core = set.core();
  if (core.size() == 1 && waits_for_clients({trace, *snapshot_at_verdict(trace)}, set.threads_of(core[0])))
    return condition != nullptr && others_belong(trace, set, core[0], condition->process);
  if (condition == nullptr || set.has_ring()) return true;
  return std::any_of(set.processes().begin(), set.processes().end(),
                     [&](ProcessIndex member) { return belongs_to(trace, member, condition->process); });
}

}  // namespace

Verdicts no_deadlock(const Trial& trial, const Trace& trace) {
  if (ending_of(trace) != Ending::step_failed && ending_of(trace) != Ending::complete) return {};
  const Snapshot* snapshot = snapshot_at_verdict(trace);
  if (snapshot == nullptr) return {};
  const DeadlockedSet set(*snapshot);
  if (set.empty() || scenario_stopped_one(trial, trace, set) || !matters(trial, trace, set)) return {};
  return {deadlock({trace, *snapshot}, set)};
}

}  // namespace ipcgrade::oracles
