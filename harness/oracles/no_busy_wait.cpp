// Waiting without sleeping (busy wait), or sleeping on something other than what is awaited and looking again (polling).
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "oracles/account.hpp"
#include "oracles/naming.hpp"
#include "oracles/oracle.hpp"
#include "oracles/printable.hpp"
#include "oracles/waiting.hpp"

namespace ipcgrade::oracles {

using namespace model;

namespace {

Verdict verdict_of(VerdictClass verdict_class, std::string sentence, const Site& site) {
  Verdict verdict;
  verdict.verdict = verdict_class;
  verdict.oracle = "no-busy-wait";
  verdict.sentence = std::move(sentence);
  if (site != Site{}) verdict.site = site;
  return verdict;
}

std::string proof_of(const Spinning& spin) {
  if (spin.proof == SpinProof::measured) {
    const auto used = std::chrono::duration_cast<std::chrono::milliseconds>(spin.cpu);
    return fmt::format("measured: it used {} ms of processor time while everybody else slept, so nothing could change",
                       used.count());
  }
  return fmt::format("proved: after {} its registers and memory are the same again, and everybody else sleeps",
                     count_of(spin.turns, spin.call.empty() ? "instruction" : "call"));
}

Verdict busy(const Trace& trace, ProcessIndex process, const Spinning& spin) {
  const std::string loop =
      spin.call.empty() ? "it looks at memory again and again" : fmt::format("it calls {} again and again", call_name(spin.call));
  Verdict verdict =
      verdict_of(VerdictClass::busy_wait,
                 fmt::format("{} waits without sleeping{}: {}, where it should sleep until there is something to do",
                             label_of(trace, process), at_place(spin.site), loop),
                 spin.site);
  verdict.evidence.push_back({process, proof_of(spin)});
  return verdict;
}

Verdict polls(const Trace& trace, ProcessIndex process, const Polling& polling) {
  const std::string check = polling.check.empty() ? "looks at memory" : fmt::format("tries {}", call_name(polling.check));
  Verdict verdict = verdict_of(VerdictClass::polling,
                               fmt::format("{} polls{}: it calls {} and then {} again, where it should sleep until it is woken",
                                           label_of(trace, process), at_place(polling.site), call_name(polling.sleep), check),
                               polling.site);
  verdict.evidence.push_back({process, "found by three turns of the same sleep and the same look without effect"});
  return verdict;
}

// Who slept, from the events: a trial that ends in a spin takes no snapshot.
void add_the_others(Verdict& verdict, const Trace& trace, ProcessIndex spinner, std::size_t end) {
  std::map<ThreadIndex, std::size_t> asleep;
  for (std::size_t i = 0; i < end; ++i) {
    const Event& event = trace.events[i];
    if (std::holds_alternative<BlockedIn>(event.what)) asleep[event.thread] = i;
    if (std::holds_alternative<Woke>(event.what)) asleep.erase(event.thread);
    if (std::holds_alternative<Exited>(event.what))
      std::erase_if(asleep, [&](const auto& entry) { return trace.events[entry.second].process == event.process; });
  }
  static const Snapshot nothing_known;
  for (const auto& [thread, i] : asleep) {
    const Event& event = trace.events[i];
    if (event.process == spinner) continue;
    const auto& blocked = std::get<BlockedIn>(event.what);
    ThreadState state;
    state.thread = thread;
    state.process = event.process;
    state.state = RunState::blocked;
    state.call = blocked.call;
    state.waits = blocked.waits;
    verdict.evidence.push_back(
        {event.process, fmt::format("meanwhile {} {}", label_of(trace, state), what_it_does({trace, nothing_known}, state))});
  }
}

}  // namespace

// The first one ends the trial.
Verdicts no_busy_wait(const Trial& /*trial*/, const Trace& trace) {
  const std::size_t end = std::min(verdict_horizon(trace), trace.events.size());
  for (std::size_t i = 0; i < end; ++i) {
    const Event& event = trace.events[i];
    const auto* spin = std::get_if<Spinning>(&event.what);
    const auto* polling = std::get_if<Polling>(&event.what);
    if (spin == nullptr && polling == nullptr) continue;
    Verdict verdict = spin != nullptr ? busy(trace, event.process, *spin) : polls(trace, event.process, *polling);
    verdict.verdict = charged(trace, event.process, verdict.verdict);
    add_the_others(verdict, trace, event.process, i);
    return {verdict};
  }
  return {};
}

}  // namespace ipcgrade::oracles
