// The calls of a process that obeys one command a line and answers one line when the call has returned: when each began at the
// earliest, and when its answer was there at the latest. Times are indices of the trace's events.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "linear/history.hpp"
#include "model/plan.hpp"
#include "model/trace.hpp"

namespace ipcgrade::oracles {

struct Exchange {
  std::string command;
  std::optional<std::string> answer;  // nullopt: none has come
  linear::Time call = 0;
  linear::Time returned = linear::never;
};

struct Conversation {
  model::ProcessIndex process = model::nobody;
  std::vector<Exchange> exchanges;
  linear::Time ended = linear::never;
  // From when it may be on its way out, and clean up: its input was over, or a signal came; at the latest when it has ended.
  linear::Time leaves = linear::never;
};

// Of a process that the trial starts and sends its standard input.
[[nodiscard]] Conversation conversation_of(const model::Trial& trial, const model::Trace& trace, model::ProcessIndex process);

}  // namespace ipcgrade::oracles
