// A role whose program is missing or cannot be executed.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <system_error>

#include "oracles/account.hpp"
#include "oracles/naming.hpp"
#include "oracles/oracle.hpp"
#include "oracles/printable.hpp"

namespace ipcgrade::oracles {

using namespace model;

namespace {

Verdict cannot_start(std::string sentence) {
  Verdict verdict;
  verdict.verdict = VerdictClass::not_executable;
  verdict.oracle = "start";
  verdict.sentence = std::move(sentence);
  return verdict;
}

}  // namespace

Verdicts start(const Trial& /*trial*/, const Trace& trace) {
  for (const Event& event : trace.events) {
    const auto* started = std::get_if<Started>(&event.what);
    if (started == nullptr || started->error == 0) continue;
    const std::string program = started->argv.empty() ? "its program" : started->argv.front();
    const std::string reason = std::generic_category().message(started->error);
    Verdict verdict =
        cannot_start(fmt::format("{} cannot be started: {}: {}", label_of(trace, event.process), printable(program), reason));
    verdict.verdict = charged(trace, event.process, verdict.verdict);
    verdict.evidence.push_back(
        {event.process, fmt::format("the command was: {}", printable(fmt::format("{}", fmt::join(started->argv, " "))))});
    return {verdict};
  }
  if (ending_of(trace) != Ending::not_started) return {};
  return {cannot_start(trace.trouble.empty() ? "a role's program cannot be started" : trace.trouble)};
}

}  // namespace ipcgrade::oracles
