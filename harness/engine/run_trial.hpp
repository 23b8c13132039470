// Trial → Trace: the only step that touches live processes.
#pragma once

#include "engine/hold.hpp"
#include "engine/sandbox/sandbox.hpp"
#include "model/plan.hpp"
#include "model/trace.hpp"

namespace ipcgrade::engine {

struct Ran {
  model::Trace trace;
  bool left_as_found = false;  // nothing in the sandbox tells that the trial has been there
};

// To be called in a process made for it (process 1 of the trial's namespaces, or a child subreaper), pinned to one CPU, which
// does nothing else but trials. When it returns, every program it started is dead and reaped. Trouble of the machine is a trace
// with Ending::machine, never an exception. With a `hold` it may not return at all.
[[nodiscard]] Ran run_trial(const model::Trial& trial, const sandbox::Ground& ground, const Hold* hold = nullptr);

// What the trial shares with others like it is made here and now, for it and for every process that is forked from this one.
void prepare(const model::Trial& trial);

}  // namespace ipcgrade::engine
