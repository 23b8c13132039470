// What a process holds when it has served, against what it held at the mark before that.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "oracles/naming.hpp"
#include "oracles/printable.hpp"
#include "oracles/situation.hpp"

namespace ipcgrade::oracles {

using namespace model;

namespace {

// One row a count: what is said of it where it has grown.
struct Row {
  std::uint32_t Census::*count;
  VerdictClass verdict;
  std::string_view sentence;  // who, by how many, then, now
};
constexpr std::array rows = {
    Row{&Census::descriptors, VerdictClass::leak,
        "{} does not close what it opens: it holds {} descriptors more than at the mark ({} then, {} now)"},
    Row{&Census::unreaped, VerdictClass::zombie,
        "{} does not wait for its children: {} more than at the mark have ended and were not waited for ({} then, {} now)"},
    Row{&Census::processes, VerdictClass::leak, "{} has {} processes more than at the mark ({} then, {} now)"},
};

// The descriptor that was opened last, as far as its number tells.
void add_newest(Verdict& verdict, const Situation& s) {
  const auto state = std::find_if(s.snapshot.processes.begin(), s.snapshot.processes.end(),
                                  [&](const ProcessState& p) { return p.process == s.process; });
  if (state == s.snapshot.processes.end() || state->descriptors.empty()) return;
  const auto newest = std::max_element(state->descriptors.begin(), state->descriptors.end(),
                                       [](const Descriptor& a, const Descriptor& b) { return a.fd < b.fd; });
  const std::string from =
      newest->made_by.empty() ? "" : fmt::format(", from {}{}", call_name(newest->made_by), at_place(newest->made));
  verdict.evidence.push_back(
      {s.process, fmt::format("its highest descriptor is {}: {}{}", newest->fd, printable(newest->path), from)});
  if (newest->made != Site{}) verdict.site = newest->made;
}

}  // namespace

Said has_grown(const Situation& s) {
  if (!s.asked.grown || !s.failure.growth || s.failure.growth->none()) return std::nullopt;
  const auto& [then, now] = *s.failure.growth;
  for (const Row& row : rows) {
    const std::uint32_t before = then.*row.count;
    const std::uint32_t after = now.*row.count;
    if (after <= before + Growth::spare) continue;
    Verdict verdict = s.verdict(row.verdict, fmt::format(fmt::runtime(row.sentence), s.label(), after - before, before, after));
    if (row.count == &Census::descriptors) add_newest(verdict, s);
    return verdict;
  }
  return std::nullopt;
}

}  // namespace ipcgrade::oracles
