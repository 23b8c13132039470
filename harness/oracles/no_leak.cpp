// What a submission made and left behind: named objects, and processes that outlive their role.
#include <fmt/format.h>

#include <algorithm>

#include "oracles/account.hpp"
#include "oracles/named_words.hpp"
#include "oracles/naming.hpp"
#include "oracles/oracle.hpp"
#include "oracles/printable.hpp"
#include "oracles/waiting.hpp"

namespace ipcgrade::oracles {

using namespace model;

namespace {

// "/ring" allows "/dev/shm/ring" too, and "ring*" whatever begins so.
bool allows(std::string_view leave, std::string_view path) {
  while (leave.starts_with("./")) leave.remove_prefix(2);
  const bool prefix = leave.ends_with('*');
  if (prefix) leave.remove_suffix(1);
  if (leave.empty()) return prefix;
  if (prefix ? path.starts_with(leave) : path == leave) return true;
  const std::string inner = leave.front() == '/' ? std::string(leave) : fmt::format("/{}", leave);
  return prefix ? path.find(inner) != std::string_view::npos : path.ends_with(inner);
}

Verdict leak(std::string sentence) {
  Verdict verdict;
  verdict.verdict = VerdictClass::leak;
  verdict.oracle = "no-leak";
  verdict.sentence = std::move(sentence);
  return verdict;
}

Verdicts objects_left(const Trial& trial, const Trace& trace) {
  Verdicts out;
  for (const NamedObject& named : trace.named) {
    const bool allowed = std::any_of(trial.leaves.begin(), trial.leaves.end(),
                                     [&](const std::string& leave) { return allows(leave, named.path); });
    // What ours made may be the submission's to remove: a step says so, as { path = …, is = "absent" }.
    if (named.removed || named.maker == nobody || is_ours(trace, named.maker) || allowed) continue;
    out.push_back(leak(
        fmt::format("nobody removed {}, which {} made{}", words_for(named), label_of(trace, named.maker), at_place(named.site))));
    if (named.site != Site{}) out.back().site = named.site;
  }
  return out;
}

Verdicts processes_left(const Trace& trace) {
  Verdicts out;
  const Snapshot* last = snapshot_at_verdict(trace);
  if (last == nullptr) return out;
  for (const ProcessState& state : last->processes) {
    if (!state.alive) continue;
    const ProcessIndex root = root_of(trace, state.process);
    const Exited* end = exit_of(trace, root, last->after_event);
    if (root == state.process || end == nullptr || end->signal != 0) continue;
    const std::string does = what_it_does({trace, *last}, state.process);
    out.push_back(leak(fmt::format("{} has ended, but its process {} lives on{}{}", label_of(trace, root),
                                   label_of(trace, state.process), does.empty() ? "" : ": it ", does)));
    out.back().verdict = charged(trace, root, VerdictClass::leak);
  }
  return out;
}

}  // namespace

// Judged only where every role had its chance to clean up: not after the harness has ended one in the middle.
Verdicts no_leak(const Trial& trial, const Trace& trace) {
  if (!steps_passed(trace) || !trace.still_running.empty()) return {};
  Verdicts out = objects_left(trial, trace);
  for (Verdict& verdict : processes_left(trace)) out.push_back(std::move(verdict));
  for (std::size_t i = 1; i < out.size(); ++i) out.front().evidence.push_back({nobody, out[i].sentence});
  if (out.size() > 1) out.erase(out.begin() + 1, out.end());
  return out;
}

}  // namespace ipcgrade::oracles
