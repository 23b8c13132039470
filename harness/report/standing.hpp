// Where everybody stands when the verdict falls: who waits for what, who could end the wait, and why that one will not.
#pragma once

#include <string>
#include <vector>

#include "model/plan.hpp"
#include "model/trace.hpp"
#include "report/objects.hpp"

namespace ipcgrade::report {

struct Standing {
  std::string who;
  std::string does;                  // "waits at greet.c:33 in read_some to read from pipe A (fd 3)  [read]"
  std::vector<std::string> because;  // one line a waker
  enum class State : std::uint8_t { alive, zombie, ended } state = State::alive;
};

// One a process that lives or is a zombie, one a thread where it has several; and the ended ones in a line each.
[[nodiscard]] std::vector<Standing> standings(const model::Trace& trace, const model::Snapshot& snapshot, Objects& objects);

}  // namespace ipcgrade::report
