// Did the bytes travel the way the task asks for? Standard output alone cannot tell: one process may do it all, or the data
// may go another way beside an object that is made for show.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "oracles/account.hpp"
#include "oracles/line_writes.hpp"
#include "oracles/naming.hpp"
#include "oracles/oracle.hpp"
#include "oracles/printable.hpp"
#include "oracles/shared_memory.hpp"
#include "oracles/waiting.hpp"

namespace ipcgrade::oracles {

using namespace model;

namespace {

bool between_processes(const Carrier& carrier) {
  return std::any_of(carrier.writers.begin(), carrier.writers.end(), [&](ProcessIndex writer) {
    return writer != nobody && std::any_of(carrier.readers.begin(), carrier.readers.end(),
                                           [&](ProcessIndex reader) { return reader != nobody && reader != writer; });
  });
}

// Framing may stand around and between the bytes: a subsequence, in order. Where the end of what travelled is not known (cut
// at a megabyte), the rest must at least have room in it; where the values are not known (splice), the whole must.
bool carried(const Carrier& carrier, std::string_view wanted) {
  if (carrier.opaque) return carrier.size >= wanted.size();
  std::size_t matched = 0;
  for (const char byte : carrier.bytes) {
    if (matched == wanted.size()) break;
    if (byte == wanted[matched]) ++matched;
  }
  return wanted.size() - matched <= carrier.size - std::min<std::uint64_t>(carrier.size, carrier.bytes.size());
}

std::string labels(const Trace& trace, const std::vector<ProcessIndex>& processes) {
  std::vector<std::string> out;
  out.reserve(processes.size());
  for (const ProcessIndex process : processes) out.push_back(label_of(trace, process));
  return out.empty() ? "nobody" : list_of(out);
}

std::string travelled(const Trace& trace, const Carrier& carrier) {
  return fmt::format("{} carried {} from {} to {}{}", a_kind(carrier.object.kind), count_of(carrier.size, "byte"),
                     labels(trace, carrier.writers), labels(trace, carrier.readers),
                     carrier.bytes.empty() ? "" : ": " + quoted(carrier.bytes, 40));
}

// What was seen instead, from the carrier that came nearest.
std::string seen_instead(const Trace& trace, const Mechanism& asked, const std::vector<const Carrier*>& carriers) {
  const std::string kind(a_kind(asked.object));
  const Carrier* shared = nullptr;
  for (const Carrier* carrier : carriers)
    if (between_processes(*carrier) && (shared == nullptr || carrier->size > shared->size)) shared = carrier;
  if (shared != nullptr && shared->size < asked.carries.bytes.size())
    return fmt::format("{} between two processes carried only {} of the {} that the task asks for", kind,
                       count_of(shared->size, "byte"), asked.carries.bytes.size());
  if (shared != nullptr) return fmt::format("what {} carried between two processes is not the data that the task asks for", kind);
  if (carriers.empty()) return fmt::format("no data travelled through {} between two processes: it took another way", kind);
  const Carrier& own = *carriers.front();
  if (own.readers.empty()) return fmt::format("{} wrote into {}, but nobody read from it", labels(trace, own.writers), kind);
  return fmt::format("{} was written and read by the same process, {}: threads do not count as processes", kind,
                     labels(trace, own.writers));
}

Verdict wrong(const Trace& trace, const Mechanism& asked, const std::vector<const Carrier*>& carriers) {
  Verdict verdict;
  verdict.verdict = VerdictClass::wrong_mechanism;
  verdict.oracle = "mechanism";
  verdict.sentence = seen_instead(trace, asked, carriers);
  const std::string wanted = asked.carries.origin.empty() ? oracles::quoted(asked.carries.bytes) : asked.carries.origin;
  verdict.evidence.push_back({nobody, fmt::format("{} should travel through {} that one process writes and another reads", wanted,
                                                  a_kind(asked.object))});
  for (const Carrier& carrier : trace.carriers)
    if (carrier.object.kind != ObjectKind::file || !carrier.readers.empty())
      verdict.evidence.push_back({carrier.writers.empty() ? nobody : carrier.writers.front(), travelled(trace, carrier)});
  return verdict;
}

// Of the objects that carried the data, the first into which somebody wrote something else than a line.
Verdicts torn(const Trace& trace, const Mechanism& asked, const std::vector<const Carrier*>& carriers) {
  if (asked.writes != Writes::one_a_line) return {};
  for (const Carrier* carrier : carriers) {
    const auto found = torn_line(trace, *carrier);
    if (!found) continue;
    Verdict verdict;
    verdict.verdict = VerdictClass::wrong_mechanism;
    verdict.oracle = "mechanism";
    verdict.sentence = found->text;
    verdict.evidence.push_back({found->process,
                                "the kernel keeps the bytes of one write together (up to PIPE_BUF, 4,096); between two writes "
                                "of one process, another one's may come"});
    return {std::move(verdict)};
  }
  return {};
}

}  // namespace

// Judged only where the steps passed: in a trial that broke off, too little has travelled for another reason.
Verdicts mechanism(const Trial& trial, const Trace& trace) {
  if (!steps_passed(trace)) return {};
  Verdicts out;
  for (const Mechanism& asked : trial.mechanisms) {
    if (asked.object == ObjectKind::shared) {
      for (Verdict& verdict : shared_memory(trace, asked)) out.push_back(std::move(verdict));
      continue;
    }
    std::vector<const Carrier*> carriers;
    for (const Carrier& carrier : trace.carriers)
      if (carrier.object.kind == asked.object && carrier.size > 0) carriers.push_back(&carrier);
    std::vector<const Carrier*> proof;
    std::copy_if(carriers.begin(), carriers.end(), std::back_inserter(proof),
                 [&](const Carrier* carrier) { return between_processes(*carrier) && carried(*carrier, asked.carries.bytes); });
    if (!proof.empty()) {
      for (Verdict& verdict : torn(trace, asked, proof)) out.push_back(std::move(verdict));
      continue;
    }
    Verdict verdict = wrong(trace, asked, carriers);
    if (out.empty())
      out.push_back(std::move(verdict));
    else
      out.front().evidence.insert(out.front().evidence.begin() + 1, verdict.evidence.front());
  }
  return out;
}

}  // namespace ipcgrade::oracles
