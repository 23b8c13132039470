// Limits on what the submission consumes are its own affair: runaway. The wall clock alone is the machine's.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "oracles/account.hpp"
#include "oracles/naming.hpp"
#include "oracles/oracle.hpp"

namespace ipcgrade::oracles {

using namespace model;

namespace {

enum class Unit : std::uint8_t { milliseconds, bytes, count };

struct Row {
  LimitName limit;
  Unit unit;
  std::string_view sentence;  // {} is what a trial may use
};

constexpr std::array rows = {
    Row{LimitName::cpu, Unit::milliseconds, "the processes used more than {} of processor time: a loop that does not end?"},
    Row{LimitName::output, Unit::bytes, "the processes wrote more than {} of output: a loop that does not end?"},
    Row{LimitName::processes, Unit::count, "more than {} processes were alive at the same time: a fork that repeats itself?"},
    Row{LimitName::events, Unit::count, "the trial made more than {} system calls that matter here: a loop that does not end?"},
    Row{LimitName::memory, Unit::bytes, "a process asked for more than {} of memory"},
    Row{LimitName::disk, Unit::bytes, "the processes stored more than {} in files or shared memory"},
    Row{LimitName::wall, Unit::milliseconds, "the trial was not over after {} of wall time; the machine may be overloaded"},
};

std::string bytes_words(std::uint64_t bytes) {
  static constexpr std::array<std::string_view, 4> units = {"bytes", "KiB", "MiB", "GiB"};
  std::size_t unit = 0;
  for (; unit + 1 < units.size() && bytes >= 1024 && bytes % 1024 == 0; ++unit) bytes /= 1024;
  return fmt::format("{} {}", bytes, units.at(unit));
}

std::string amount(Unit unit, std::uint64_t allowed) {
  if (unit == Unit::bytes) return bytes_words(allowed);
  if (unit == Unit::milliseconds)
    return allowed % 1000 == 0 ? fmt::format("{} s", allowed / 1000) : fmt::format("{} ms", allowed);
  return fmt::format("{}", allowed);
}

Verdict verdict_of(VerdictClass verdict_class, std::string sentence) {
  Verdict verdict;
  verdict.verdict = verdict_class;
  verdict.oracle = "limits";
  verdict.sentence = std::move(sentence);
  return verdict;
}

}  // namespace

Verdicts limits(const Trial& /*trial*/, const Trace& trace) {
  const std::size_t end = std::min(verdict_horizon(trace), trace.events.size());
  for (std::size_t i = 0; i < end; ++i) {
    const Event& event = trace.events[i];
    const auto* hit = std::get_if<LimitHit>(&event.what);
    if (hit == nullptr) continue;
    const auto* row = std::find_if(rows.begin(), rows.end(), [&](const Row& r) { return r.limit == hit->limit; });
    Verdict verdict = verdict_of(hit->limit == LimitName::wall ? VerdictClass::inconclusive : VerdictClass::runaway,
                                 fmt::format(fmt::runtime(row->sentence), amount(row->unit, hit->allowed)));
    verdict.verdict = charged(trace, event.process, verdict.verdict);
    if (event.process != nobody)
      verdict.evidence.push_back({event.process, fmt::format("{} reached the limit", label_of(trace, event.process))});
    return {verdict};
  }
  if (ending_of(trace) == Ending::backstop)
    return {verdict_of(VerdictClass::inconclusive,
                       trace.trouble.empty() ? "the trial took too long by the wall clock" : trace.trouble)};
  if (ending_of(trace) == Ending::limit)
    return {verdict_of(VerdictClass::runaway, trace.trouble.empty() ? "a limit of the trial was reached" : trace.trouble)};
  return {};
}

}  // namespace ipcgrade::oracles
