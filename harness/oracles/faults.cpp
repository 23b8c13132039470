// A fault that never struck proves nothing: such a trial is no pass. The points leave the total, and whoever validates the suite
// learns that the scenario's address is wrong.
#include <fmt/format.h>

#include <algorithm>

#include "oracles/account.hpp"
#include "oracles/faults.hpp"
#include "oracles/naming.hpp"
#include "oracles/oracle.hpp"

namespace ipcgrade::oracles {

using namespace model;

namespace {

std::string calls_made(const Fault& fault, std::uint32_t seen) {
  const std::string on = on_words(fault);
  if (seen == 0) return fmt::format("{} made no {}{}", fault.process, fault.call, on);
  return fmt::format("{} made only {} {} of {}{}", fault.process, seen, seen == 1 ? "call" : "calls", fault.call, on);
}

// It crashed, or span: whatever the fault would have shown.
bool stopped_by_itself(const Trial& trial, const Trace& trace) {
  return !no_crash(trial, trace).empty() || ending_of(trace) == Ending::spinning;
}

}  // namespace

void add_faults(Verdict& verdict, const Trial& trial, const Trace& trace) {
  constexpr int most = 3;
  int told = 0;
  for (const Event& event : trace.events) {
    const auto* const injected = std::get_if<Injected>(&event.what);
    if (injected == nullptr || injected->step >= trial.steps.size() || told == most) continue;
    const auto* const fault = std::get_if<Fault>(&trial.steps[injected->step].action);
    if (fault == nullptr) continue;
    verdict.evidence.push_back(
        {event.process, fmt::format("the scenario's fault: the {} {}{} of {} {}", ordinal(injected->nth), fault->call,
                                    on_words(*fault), label_of(trace, event.process), effect_words(*fault))});
    ++told;
  }
}

Verdicts faults(const Trial& trial, const Trace& trace) {
  // Where a step failed and some fault has struck, that is what the scenario is about; where none has, its steps prove nothing.
  const bool some_struck =
      std::any_of(trace.faults.begin(), trace.faults.end(), [](const FaultCount& c) { return c.struck != 0; });
  if (!steps_passed(trace) && (some_struck || !failed_step(trace) || stopped_by_itself(trial, trace))) return {};
  Verdicts out;
  for (const FaultCount& count : trace.faults) {
    if (count.struck != 0 || count.step >= trial.steps.size()) continue;
    const auto* const fault = std::get_if<Fault>(&trial.steps[count.step].action);
    if (fault == nullptr) continue;
    Verdict verdict;
    verdict.verdict = VerdictClass::not_applicable;
    verdict.oracle = "faults";
    verdict.sentence = fmt::format("the scenario's fault never struck: {}", calls_made(*fault, count.seen));
    verdict.evidence.push_back({nobody, fmt::format("the fault: {}", describe(*fault))});
    verdict.step = count.step;
    out.push_back(std::move(verdict));
  }
  return out;
}

}  // namespace ipcgrade::oracles
