#include "oracles/judge.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "oracles/account.hpp"
#include "oracles/faults.hpp"
#include "oracles/naming.hpp"
#include "oracles/table.hpp"

namespace ipcgrade::oracles {

using namespace model;

namespace {

using enum VerdictClass;

// The headline is the first of these. Trouble that makes the rest meaningless comes before all; then what stops a program
// dead, what keeps it from going on, what it did wrong while it ran, and what it left behind.
constexpr std::array order = {inconclusive,    harness_error, not_applicable, build_failed, not_executable,   crash,
                              deadlock,        busy_wait,     polling,        runaway,      waits_for_input,  not_flushed,
                              wrong_mechanism, did_not_block, wrong_output,   wrong_exit,   not_linearizable, still_running,
                              zombie,          leak,          passed};

// These stop a process, so that whatever step was waiting for it fails: the step is a consequence.
constexpr std::array explains_steps = {not_executable, crash, deadlock, busy_wait, polling, runaway};

auto rank(const Verdict& verdict) { return std::find(order.begin(), order.end(), verdict.verdict); }

Verdict our_mistake(std::string sentence) {
  Verdict verdict;
  verdict.verdict = harness_error;
  verdict.oracle = "judge";
  verdict.sentence = std::move(sentence);
  return verdict;
}

bool named(const Trial& trial, std::string_view oracle) {
  return std::find(trial.oracles.begin(), trial.oracles.end(), oracle) != trial.oracles.end();
}

// A trial that was ended by a spin cannot pass, whether its scenario names the guard or not.
bool is_judged(const Trial& trial, const Trace& trace, const Oracle& oracle) {
  return oracle.judged == Judged::always || named(trial, oracle.name) ||
         (ending_of(trace) == Ending::spinning && oracle.name == "no-busy-wait");
}

Verdicts ask_all(const Trial& trial, const Trace& trace) {
  Verdicts out;
  for (const Oracle& oracle : table()) {
    if (!is_judged(trial, trace, oracle)) continue;
    for (Verdict& verdict : oracle.function(trial, trace)) out.push_back(std::move(verdict));
  }
  for (const std::string& name : trial.oracles)
    if (find(name) == nullptr) out.push_back(our_mistake(fmt::format("no oracle is called {}", name)));
  return out;
}

void fold_steps(Verdicts& all) {
  const auto is_step = [](const Verdict& verdict) { return verdict.oracle == "steps" && verdict.verdict != harness_error; };
  Verdict& headline = all.front();
  if (is_step(headline) || std::find(explains_steps.begin(), explains_steps.end(), headline.verdict) == explains_steps.end())
    return;
  for (const Verdict& verdict : all) {
    if (!is_step(verdict)) continue;
    headline.evidence.push_back({nobody, "therefore: " + verdict.sentence});
    headline.evidence.insert(headline.evidence.end(), verdict.evidence.begin(), verdict.evidence.end());
    headline.step = verdict.step;
  }
  std::erase_if(all, is_step);
}

Verdict all_is_well() {
  Verdict verdict;
  verdict.sentence = "every step held";
  return verdict;
}

}  // namespace

Verdicts judge(const Trial& trial, const Trace& trace) {
  Verdicts all = ask_all(trial, trace);
  if (all.empty() && ending_of(trace) != Ending::complete)
    all.push_back(our_mistake("the trial broke off, and nothing in its trace says why"));
  if (all.empty()) return {all_is_well()};
  std::stable_sort(all.begin(), all.end(), [](const Verdict& a, const Verdict& b) { return rank(a) < rank(b); });
  if (all.front().verdict == inconclusive) return {all.front()};
  fold_steps(all);
  if (blame_of(all.front().verdict) == Blame::student) add_faults(all.front(), trial, trace);
  return all;
}

}  // namespace ipcgrade::oracles
