// Death by a signal that a process brought upon itself. SIGPIPE is not one of them: a step says whether it is right.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <csignal>

#include "oracles/account.hpp"
#include "oracles/naming.hpp"
#include "oracles/oracle.hpp"

namespace ipcgrade::oracles {

using namespace model;

namespace {

enum class Address : std::uint8_t { tells, says_nothing };

struct Row {
  int signal;
  Address address;
  std::string_view why;
};

constexpr std::array rows = {
    Row{SIGSEGV, Address::tells, "it used memory that is not its own, or more stack than there is"},
    Row{SIGBUS, Address::tells, "it used memory beyond the end of a mapped file or shared object"},
    Row{SIGFPE, Address::says_nothing, "it divided an integer by zero"},
    Row{SIGILL, Address::says_nothing, "it ran an instruction that does not exist"},
    Row{SIGABRT, Address::says_nothing, "it called abort: a failed assertion, or damaged memory that the C library noticed"},
    Row{SIGSYS, Address::says_nothing, "it made a system call that is not allowed here"},
    Row{SIGTRAP, Address::says_nothing, "it ran a breakpoint instruction"},
};

// Linux maps nothing below vm.mmap_min_addr, 65,536 by default; a member of a structure lies a little above its address.
constexpr std::uint64_t null_page = 65'536;

std::string why(const Row& row, const Exited& exit) {
  if (row.address == Address::says_nothing) return std::string(row.why);
  if (exit.signal == SIGSEGV && exit.address < null_page)
    return fmt::format("it used address {:#x}, most likely through a null pointer", exit.address);
  return fmt::format("{} (address {:#x})", row.why, exit.address);
}

bool asked_for(const Trial& trial, std::string_view label, int signal) {
  if (scenario_sends(trial, label, signal)) return true;
  const ExitMatch death{ExitMatch::Rule::signal, signal};
  return std::any_of(trial.steps.begin(), trial.steps.end(), [&](const TrialStep& step) {
    const auto* expect = std::get_if<Expect>(&step.action);
    return expect != nullptr && expect->condition.process == label && expect->condition.exit == death;
  });
}

// A program that ran into the limit on its memory fails in its own way: the limit is the cause, and `limits` tells it.
bool out_of_memory(const Trace& trace, ProcessIndex process) {
  return std::any_of(trace.events.begin(), trace.events.end(), [&](const Event& event) {
    const auto* hit = std::get_if<LimitHit>(&event.what);
    return hit != nullptr && hit->limit == LimitName::memory && event.process == process;
  });
}

Verdict crash_of(const Trace& trace, ProcessIndex process, const Exited& exit, const Row& row) {
  Verdict verdict;
  verdict.verdict = charged(trace, process, VerdictClass::crash);
  verdict.oracle = "no-crash";
  verdict.sentence = fmt::format("{} crashed with {}{}: {}", label_of(trace, process), signal_name(exit.signal),
                                 at_place(exit.site), why(row, exit));
  if (exit.site != Site{}) verdict.site = exit.site;
  add_last_words(verdict, trace, process);
  return verdict;
}

}  // namespace

Verdicts no_crash(const Trial& trial, const Trace& trace) {
  Verdicts out;
  const std::size_t end = std::min(verdict_horizon(trace), trace.events.size());
  for (std::size_t i = 0; i < end; ++i) {
    const Event& event = trace.events[i];
    const auto* exit = std::get_if<Exited>(&event.what);
    if (exit == nullptr || exit->signal == 0) continue;
    const auto* row = std::find_if(rows.begin(), rows.end(), [&](const Row& r) { return r.signal == exit->signal; });
    if (row == rows.end() || asked_for(trial, plain_label(trace, event.process), exit->signal)) continue;
    if (out_of_memory(trace, event.process)) continue;
    Verdict verdict = crash_of(trace, event.process, *exit, *row);
    if (out.empty())
      out.push_back(std::move(verdict));
    else
      out.front().evidence.push_back({event.process, verdict.sentence});
  }
  return out;
}

}  // namespace ipcgrade::oracles
