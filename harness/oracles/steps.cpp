// The scenario's own demands: which member of which step failed, and why, in the words that help most. How a process waits,
// writes and ends is judged by the rules of situation.hpp; here are their order and the failures that have no process.
#include "oracles/account.hpp"
#include "oracles/naming.hpp"
#include "oracles/oracle.hpp"
#include "oracles/situation.hpp"
#include "oracles/step_peers.hpp"

#include <fmt/format.h>

#include <array>

namespace ipcgrade::oracles {

using namespace model;

namespace {

constexpr std::array<Said (*)(const Situation&), 10> rules = {
    went_on, not_flushed, failed_instead, wrong_output, wrong_exit, wrong_file, has_grown, needs_input, lives_on, output_missing};

Verdict verdict_of(VerdictClass verdict_class, std::string sentence, std::optional<std::uint32_t> step) {
  Verdict verdict;
  verdict.verdict = verdict_class;
  verdict.oracle = "steps";
  verdict.sentence = std::move(sentence);
  verdict.step = step;
  return verdict;
}

// The label that a step names, whatever its verb: a step that is about a process.
std::string label_in(const TrialAction& action) {
  return std::visit(
      [](const auto& verb) {
        if constexpr (requires { verb.condition; })
          return verb.condition.process;
        else if constexpr (requires { verb.process; })
          return verb.process;
        else if constexpr (requires { verb.peer; })
          return verb.peer;
        else
          return std::string();
      },
      action);
}

// "greet/1" where there never was one: either its parent never made it, or it failed before it could.
Verdict absent(const Trace& trace, const Failure& failure, const std::string& label) {
  const std::size_t slash = label.rfind('/');
  const auto parent = slash == std::string::npos ? std::nullopt : process_called(trace, label.substr(0, slash));
  if (!parent)
    return verdict_of(VerdictClass::wrong_mechanism, fmt::format("there was no process {} at this step", label), failure.step);
  const std::string maker = label_of(trace, *parent);
  const Exited* exit = exit_of(trace, *parent, failure.event);
  if (exit == nullptr) {
    const Snapshot* snapshot = snapshot_at_verdict(trace);
    const std::string does = snapshot == nullptr ? "" : what_it_does({trace, *snapshot}, *parent);
    return verdict_of(VerdictClass::wrong_mechanism,
                      fmt::format("{} {}, and has not made the child process {}", maker, does.empty() ? "goes on" : does, label),
                      failure.step);
  }
  if (exit->signal == 0 && exit->status == 0)
    return verdict_of(VerdictClass::wrong_mechanism, fmt::format("{} ended without making the child process {}", maker, label),
                      failure.step);
  return verdict_of(VerdictClass::wrong_exit,
                    fmt::format("{} {} before it made the child process {}", maker, ended_how(*exit), label), failure.step);
}

Verdict gone(const Failure& failure, const std::string& label, const Exited& exit) {
  return verdict_of(VerdictClass::did_not_block,
                    fmt::format("{} {} before the scenario was done with it", label, ended_how(exit)), failure.step);
}

Verdict unexplained(const Failure& failure) {
  return verdict_of(VerdictClass::harness_error,
                    fmt::format("step {} was reported as failed, but the trace shows all that it asks for", failure.step + 1),
                    failure.step);
}

Verdict explain(const Trial& trial, const Trace& trace, const Failure& failure) {
  if (failure.step >= trial.steps.size()) return unexplained(failure);
  if (is_about_peer(trial.steps[failure.step].action)) return explain_peer(trial, trace, failure);
  const std::string label = label_in(trial.steps[failure.step].action);
  const auto process = process_called(trace, label);
  // A process that came only after the failure, when the inputs were closed, was not there.
  if (!process || failure.why == WhyFailed::no_process) return absent(trace, failure, label);
  const Exited* exit = exit_of(trace, *process, failure.event);
  const Condition* asked = condition_of(trial, failure.step);
  if (asked == nullptr) return exit == nullptr ? unexplained(failure) : gone(failure, label, *exit);
  static const Snapshot nothing_known;
  const Snapshot* snapshot = snapshot_at_verdict(trace);
  const Situation situation{trial, trace, failure, *asked, *process, exit, snapshot == nullptr ? nothing_known : *snapshot};
  for (const auto rule : rules)
    if (Said said = rule(situation)) return *said;
  return unexplained(failure);
}

Verdict never_ended(const Trace& trace) {
  Verdict verdict = verdict_of(VerdictClass::still_running, "", std::nullopt);
  const Snapshot* snapshot = snapshot_at_verdict(trace);
  for (const ProcessIndex process : trace.still_running) {
    const std::string does = snapshot == nullptr ? "" : what_it_does({trace, *snapshot}, process);
    const std::string sentence =
        fmt::format("{} has not ended by itself: it {}", label_of(trace, process), does.empty() ? "is still running" : does);
    if (!verdict.sentence.empty()) {
      verdict.evidence.push_back({process, sentence});
      continue;
    }
    verdict.sentence = sentence;
    const auto threads = snapshot == nullptr ? std::vector<const ThreadState*>{} : threads_of(*snapshot, process);
    if (!threads.empty() && threads.front()->site != Site{}) verdict.site = threads.front()->site;
  }
  return verdict;
}

}  // namespace

Verdicts steps(const Trial& trial, const Trace& trace) {
  if (const auto failure = failed_step(trace)) return {explain(trial, trace, *failure)};
  if (steps_passed(trace) && !trace.still_running.empty()) return {never_ended(trace)};
  return {};
}

}  // namespace ipcgrade::oracles
