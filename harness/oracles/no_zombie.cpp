// A role that ends normally has waited for its children. Automatic reaping (SIGCHLD ignored) leaves nothing unreaped.
#include <fmt/format.h>

#include <algorithm>
#include <csignal>

#include "oracles/account.hpp"
#include "oracles/naming.hpp"
#include "oracles/oracle.hpp"

namespace ipcgrade::oracles {

using namespace model;

namespace {

// A SIGTERM that no step sent is the harness's way to end a role.
bool ended_by_harness(const Trial& trial, const Trace& trace, ProcessIndex process) {
  if (scenario_sends(trial, plain_label(trace, process), SIGTERM)) return false;
  return std::any_of(trace.events.begin(), trace.events.end(), [&](const Event& event) {
    const auto* got = std::get_if<GotSignal>(&event.what);
    return got != nullptr && event.process == process && got->signal == SIGTERM;
  });
}

Verdict left_unreaped(const Trace& trace, ProcessIndex process, const Exited& exit, std::size_t event) {
  Verdict verdict;
  verdict.verdict = charged(trace, process, VerdictClass::zombie);
  verdict.oracle = "no-zombie";
  std::vector<std::string> labels;
  for (const ProcessIndex child : exit.unreaped) {
    const Exited* end = exit_of(trace, child, event);
    const std::string state = end == nullptr ? "still running" : "already ended";
    labels.push_back(fmt::format("{} ({})", label_of(trace, child), state));
  }
  verdict.sentence = fmt::format("{} ended without waiting for its {} {}", label_of(trace, process),
                                 labels.size() == 1 ? "child" : "children", list_of(labels));
  return verdict;
}

}  // namespace

Verdicts no_zombie(const Trial& trial, const Trace& trace) {
  Verdicts out;
  const std::size_t end = std::min(verdict_horizon(trace), trace.events.size());
  for (std::size_t i = 0; i < end; ++i) {
    const Event& event = trace.events[i];
    const auto* exit = std::get_if<Exited>(&event.what);
    if (exit == nullptr || exit->signal != 0 || exit->unreaped.empty()) continue;
    if (root_of(trace, event.process) != event.process || ended_by_harness(trial, trace, event.process)) continue;
    out.push_back(left_unreaped(trace, event.process, *exit, i));
  }
  return out;
}

}  // namespace ipcgrade::oracles
