// Steps about the harness's own ends of the network that failed: what did not come, and what the programs did instead.
#include "oracles/step_peers.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "oracles/naming.hpp"
#include "oracles/output_match.hpp"
#include "oracles/peer_account.hpp"
#include "oracles/printable.hpp"
#include "oracles/waiting.hpp"

namespace ipcgrade::oracles {

using namespace model;

namespace {

struct PeerStep {
  const Trial& trial;
  const Trace& trace;
  Failure failure;
  const Snapshot& snapshot;

  [[nodiscard]] View view() const { return {trace, snapshot}; }
};

// A peer, or a socket of the trial's own, that the harness could still make something of: input that does not come.
bool waits_on_harness(const ThreadState& thread) {
  return std::any_of(thread.waits.begin(), thread.waits.end(),
                     [](const Wait& wait) { return wait.harness && wait.object.kind != ObjectKind::output; });
}

bool is_socket(ObjectKind kind) { return kind == ObjectKind::tcp || kind == ObjectKind::udp || kind == ObjectKind::unix_socket; }

// How much a wait has to do with a peer: on a connection or for a datagram, on a listening socket, on something else.
int distance(const ThreadState& thread) {
  int least = 2;
  for (const Wait& wait : thread.waits)
    if (is_socket(wait.object.kind)) least = std::min(least, wait.what == WaitFor::connection ? 1 : 0);
  return least;
}

const ThreadState* nearest(const std::vector<const ThreadState*>& threads) {
  const auto found = std::min_element(threads.begin(), threads.end(),
                                      [](const ThreadState* a, const ThreadState* b) { return distance(*a) < distance(*b); });
  return found == threads.end() ? nullptr : *found;
}

const ThreadState* whoever_waits_on_harness(const PeerStep& s) {
  std::vector<const ThreadState*> waiting;
  for (const ThreadState& thread : s.snapshot.threads)
    if (!thread.runtime && waits_on_harness(thread)) waiting.push_back(&thread);
  return nearest(waiting);
}

// Of several threads the one that is nearest to the peer.
std::string what_it_does_about_peers(const PeerStep& s, ProcessIndex process) {
  const ThreadState* thread = nearest(threads_of(s.snapshot, process));
  return thread == nullptr ? "" : what_it_does(s.view(), *thread);
}

// A program that failed, before the step did; the first one.
std::optional<ProcessIndex> whoever_failed(const PeerStep& s) {
  for (std::size_t i = 0; i < s.trace.processes.size(); ++i) {
    const auto process = static_cast<ProcessIndex>(i);
    const Exited* exit = exit_of(s.trace, process, s.failure.event);
    if (s.trace.processes[i].parent == nobody && exit != nullptr && (exit->status != 0 || exit->signal != 0)) return process;
  }
  return std::nullopt;
}

Verdict verdict_of(const PeerStep& s, VerdictClass verdict_class, std::string sentence) {
  Verdict verdict;
  verdict.verdict = verdict_class;
  verdict.oracle = "steps";
  verdict.sentence = std::move(sentence);
  verdict.step = s.failure.step;
  return verdict;
}

std::string where(const PeerStep& s) {
  const base::Position& step = s.trial.steps.at(s.failure.step).position;
  return step.file.empty() ? "" : fmt::format(" at {}:{}", step.file.substr(step.file.rfind('/') + 1), step.line);
}

// What every program does, and the last words of those that have ended.
void add_what_they_do(const PeerStep& s, Verdict& verdict) {
  for (std::size_t i = 0; i < s.trace.processes.size(); ++i) {
    const auto process = static_cast<ProcessIndex>(i);
    const Exited* exit = exit_of(s.trace, process, s.failure.event);
    const std::string does = exit == nullptr ? what_it_does_about_peers(s, process) : ended_how(*exit);
    if (!does.empty()) verdict.evidence.push_back({process, fmt::format("{} {}", label_of(s.trace, process), does)});
    if (exit != nullptr && s.trace.processes[i].parent == nobody) add_last_words(verdict, s.trace, process, s.failure.event);
  }
}

void locate(Verdict& verdict, const ThreadState& thread) {
  if (thread.site != Site{}) verdict.site = thread.site;
}

// More bytes could still make it right: what came so far is a beginning.
bool could_become_right(const PeerMatch& match, const SeenByPeer& seen) {
  if (seen.end != PeerEnd::none) return false;
  if (match.received && seen.is_whole() && !may_come_true(*match.received, seen.bytes)) return false;
  if (match.connections && seen.connections > *match.connections) return false;
  return !match.datagrams ||
         first_mismatch(*match.datagrams, seen.datagrams).value_or(seen.datagrams.size()) == seen.datagrams.size();
}

Verdict explain_condition(const PeerStep& s, const PeerMatch& match) {
  const SeenByPeer seen = seen_by(s.trace, match.peer, s.failure.event);
  const std::string complaint = complaint_about(match, seen);
  if (complaint.empty())
    return verdict_of(
        s, VerdictClass::harness_error,
        fmt::format("step {} was reported as failed, but the trace shows all that it asks for", s.failure.step + 1));
  const std::string asked = fmt::format("the step{} asks {} to {}", where(s), match.peer, words_for(match));
  const ThreadState* waiter = whoever_waits_on_harness(s);
  Verdict verdict;
  if (const auto failed = whoever_failed(s)) {
    verdict = verdict_of(s, VerdictClass::wrong_exit,
                         fmt::format("{} {}, and {}", label_of(s.trace, *failed),
                                     ended_how(*exit_of(s.trace, *failed, s.failure.event)), complaint));
  } else if (waiter != nullptr && could_become_right(match, seen)) {
    verdict = verdict_of(s, VerdictClass::waits_for_input,
                         fmt::format("{}: {} {}", complaint, label_of(s.trace, *waiter), what_it_does(s.view(), *waiter)));
    locate(verdict, *waiter);
  } else {
    verdict = verdict_of(s, VerdictClass::wrong_output, complaint);
  }
  verdict.evidence.push_back({nobody, asked});
  if (match.received && !received_holds(*match.received, seen) && match.received->rule == OutputRule::equals &&
      seen.size != match.received->text.bytes.size())
    verdict.evidence.push_back({nobody, fmt::format("in all {} received {}, {} expected", match.peer, count_of(seen.size, "byte"),
                                                    match.received->text.bytes.size())});
  add_what_they_do(s, verdict);
  return verdict;
}

std::string no_port_said(const PeerStep& s, const std::string& label) {
  static constexpr std::string_view word = "listening ";
  const auto process = process_called(s.trace, label);
  std::string_view output = process ? output_before(s.trace, *process, 1, s.failure.event) : std::string_view();
  for (; !output.empty(); output.remove_prefix(std::min(output.size(), output.find('\n') + 1))) {
    const std::size_t end = output.find('\n');
    if (end == std::string_view::npos) break;
    if (output.starts_with(word)) return fmt::format("{} said {}, which names no port", label, quoted(output.substr(0, end)));
  }
  return fmt::format("{} has not said on which port it listens: a line \"listening N\" on its standard output was expected",
                     label);
}

// A step that could not be done: a port that nobody has said, or a connection that nobody has made.
Verdict explain_deed(const PeerStep& s, const TrialAction& action) {
  std::string sentence;
  if (const auto* order = std::get_if<OpenPeer>(&action)) {
    sentence = no_port_said(s, order->port_of);
  } else {
    const auto* send = std::get_if<SendToPeer>(&action);
    const std::string peer = send != nullptr ? send->peer : std::get<TellPeer>(action).peer;
    sentence = complaint_about({peer, {}, {}, {}, {}}, seen_by(s.trace, peer, s.failure.event));
  }
  const auto failed = whoever_failed(s);
  const ThreadState* waiter = whoever_waits_on_harness(s);
  if (failed)
    sentence = fmt::format("{} {}, and {}", label_of(s.trace, *failed), ended_how(*exit_of(s.trace, *failed, s.failure.event)),
                           sentence);
  Verdict verdict = verdict_of(s,
                               failed              ? VerdictClass::wrong_exit
                               : waiter != nullptr ? VerdictClass::waits_for_input
                                                   : VerdictClass::wrong_output,
                               std::move(sentence));
  add_what_they_do(s, verdict);
  return verdict;
}

}  // namespace

bool is_about_peer(const TrialAction& action) {
  if (const auto* until = std::get_if<Until>(&action)) return until->condition.peer.has_value();
  if (const auto* expect = std::get_if<Expect>(&action)) return expect->condition.peer.has_value();
  return std::holds_alternative<OpenPeer>(action) || std::holds_alternative<SendToPeer>(action) ||
         std::holds_alternative<TellPeer>(action);
}

Verdict explain_peer(const Trial& trial, const Trace& trace, const Failure& failure) {
  static const Snapshot nothing_known;
  const Snapshot* snapshot = snapshot_at_verdict(trace);
  const PeerStep step{trial, trace, failure, snapshot == nullptr ? nothing_known : *snapshot};
  const Condition* asked = condition_of(trial, failure.step);
  return asked == nullptr ? explain_deed(step, trial.steps.at(failure.step).action) : explain_condition(step, *asked->peer);
}

}  // namespace ipcgrade::oracles
