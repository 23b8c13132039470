// Calls and returns against the model of the mailbox: some order of the calls has to explain what they returned.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "linear/check.hpp"
#include "oracles/account.hpp"
#include "oracles/mailbox_protocol.hpp"
#include "oracles/oracle.hpp"
#include "oracles/printable.hpp"

namespace ipcgrade::oracles {

using namespace model;

namespace {

using linear::Fault;
using linear::Finding;
using linear::Operation;

constexpr std::size_t most_shown = 14;  // operations: those next to the deciding one

// A history with the words for it.
struct Matter {
  const std::vector<Conversation>& conversations;
  const Trace& trace;
  const Object& object;

  [[nodiscard]] ProcessIndex process(const Operation& op) const {
    return conversations[static_cast<std::size_t>(op.process)].process;
  }
  [[nodiscard]] std::string who(const Operation& op) const {
    return trace.processes[static_cast<std::size_t>(process(op))].label;
  }
  [[nodiscard]] std::string call(const Operation& op) const { return fmt::format("{}'s {}", who(op), quoted(op.text, 60)); }
};

std::string answered(const Operation& op) {
  return op.answer.empty() ? "has no answer" : fmt::format("was answered {}", quoted(op.answer, 60));
}

struct Words {
  Fault fault;
  std::string_view text;  // behind "b's "receive box" was answered "ok 62", "
};
constexpr std::array words = {
    Words{Fault::foreign, "but nobody had sent that message to {}"},
    Words{Fault::doubled, "though that message of {} had been received already: each goes to exactly one receiver"},
    Words{Fault::overtaken, "so the messages of {} were not received in the order in which they were sent"},
    Words{Fault::lost, "though {} was not empty at any instant of the call"},
    Words{Fault::kept_out, "though {} had room during the whole call"},
    Words{Fault::over_capacity, "though {} was full during the whole call"},
    Words{Fault::not_met,
          "but a send to {} (capacity zero) and the receive of its message have to meet: neither returns before "
          "the other has been called"},
    Words{Fault::after_end, "which fits no order of the calls that create, pass on and delete {}"},
    Words{Fault::other, "which no order of the calls on {} explains"},
};

std::string sentence(const Matter& matter, const Finding& finding) {
  const Operation& op = matter.object.history[finding.deciding];
  const auto* row = std::find_if(words.begin(), words.end(), [&](const Words& w) { return w.fault == finding.fault; });
  return fmt::format("{} {}, {}", matter.call(op), answered(op), fmt::format(fmt::runtime(row->text), matter.object.words));
}

std::string when(const Operation& op) {
  if (op.returned == linear::never) return fmt::format("called at event {}, never returned", op.call);
  return fmt::format("events {} to {}", op.call, op.returned);
}

std::vector<Evidence> evidence(const Matter& matter, const Finding& finding) {
  std::vector<Evidence> lines;
  const std::size_t all = finding.involved.size();
  const std::size_t left_out = all > most_shown ? all - most_shown : 0;
  if (left_out > 0) lines.push_back({nobody, fmt::format("{} before these", count_of(left_out, "call"))});
  for (std::size_t i = left_out; i < all; ++i) {
    const Operation& op = matter.object.history[finding.involved[i]];
    lines.push_back({matter.process(op), fmt::format("{} {} ({})", matter.call(op), answered(op), when(op))});
  }
  lines.push_back({nobody,
                   "a call takes effect at one instant between its beginning and its return: no choice of such instants gives "
                   "these answers"});
  return lines;
}

Verdict verdict_on(const Matter& matter) {
  const Finding finding = linear::explain(matter.object.history);
  Verdict verdict;
  verdict.verdict = VerdictClass::not_linearizable;
  verdict.oracle = "history";
  verdict.sentence = sentence(matter, finding);
  verdict.evidence = evidence(matter, finding);
  return verdict;
}

Verdict undecided(const Object& object) {
  Verdict verdict;
  verdict.verdict = VerdictClass::inconclusive;
  verdict.oracle = "history";
  verdict.sentence =
      fmt::format("whether the calls on {} are linearizable could not be decided in {} steps", object.words, linear::most_steps);
  return verdict;
}

}  // namespace

// One verdict: the object whose history went wrong first.
Verdicts history(const Trial& trial, const Trace& trace) {
  if (!trial.history) return {};
  std::vector<Conversation> conversations;
  for (const std::string& label : trial.history->processes)
    if (const auto process = process_called(trace, label)) conversations.push_back(conversation_of(trial, trace, *process));
  for (const auto& [_, object] : objects_of(conversations)) {
    const linear::Answer answer = linear::check(object.history).answer;
    if (answer == linear::Answer::undecided) return {undecided(object)};
    if (answer == linear::Answer::not_linearizable) return {verdict_on({conversations, trace, object})};
  }
  return {};
}

}  // namespace ipcgrade::oracles
