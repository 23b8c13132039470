// Waiting without sleeping (busy wait), or sleeping on something other than what is awaited and looking again (polling).
#include <fmt/format.h>

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
      spin.call.empty() ? "it looks at memory again and again" : fmt::format("it calls {} again and again", spin.call);
  Verdict verdict = verdict_of(VerdictClass::busy_wait,
                               fmt::format("{} waits without sleeping{}: {}, but nothing can change until another process runs",
                                           label_of(trace, process), at_place(spin.site), loop),
                               spin.site);
  verdict.evidence.push_back({process, proof_of(spin)});
  return verdict;
}

Verdict polls(const Trace& trace, ProcessIndex process, const Polling& polling) {
  const std::string check = polling.check.empty() ? "looks at memory" : fmt::format("tries {}", polling.check);
  Verdict verdict =
      verdict_of(VerdictClass::polling,
                 fmt::format("{} polls{}: it sleeps in {} and then {} again, where it should sleep until it is woken",
                             label_of(trace, process), at_place(polling.site), polling.sleep, check),
                 polling.site);
  verdict.evidence.push_back({process, "found by three turns of the same sleep and the same look without effect"});
  return verdict;
}

void add_the_others(Verdict& verdict, const Trace& trace, ProcessIndex spinner) {
  const Snapshot* snapshot = snapshot_before(trace);
  if (snapshot == nullptr) return;
  for (const ThreadState& thread : snapshot->threads) {
    if (thread.process == spinner || thread.runtime || thread.state == RunState::exited) continue;
    verdict.evidence.push_back(
        {thread.process, fmt::format("meanwhile {} {}", label_of(trace, thread), what_it_does({trace, *snapshot}, thread))});
  }
}

}  // namespace

Verdicts no_busy_wait(const Trial& /*trial*/, const Trace& trace) {
  Verdicts out;
  for (const Event& event : trace.events) {
    if (const auto* spin = std::get_if<Spinning>(&event.what)) out.push_back(busy(trace, event.process, *spin));
    if (const auto* polling = std::get_if<Polling>(&event.what)) out.push_back(polls(trace, event.process, *polling));
    if (out.empty()) continue;
    add_the_others(out.front(), trace, event.process);
    break;  // the trial ends with the first
  }
  return out;
}

}  // namespace ipcgrade::oracles
