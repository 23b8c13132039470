// A trial that is left at the point of its failure for a debugger, instead of being brought to its end.
#pragma once

#include <sys/types.h>

#include <functional>
#include <string>
#include <vector>

#include "model/plan.hpp"

namespace ipcgrade::engine {

// A process that lives when the trial is left: stopped (SIGSTOP), and no longer traced. Its calls fail with ENOSYS from then
// on (seccomp(2), SECCOMP_RET_TRACE without a tracer): it can be looked at, and not be continued.
struct Held {
  std::string process;  // label
  pid_t pid = 0;        // as processes of the trial see it
};

// The trial is left at the first of these: a process is about to crash; the process called `at_end_of` is about to end; a step
// failed, a spin was found, a limit was reached; the steps are over and somebody still lives.
struct Hold {
  std::string at_end_of;                                         // "": nobody's end
  std::function<void(const std::vector<Held>& processes)> take;  // in process 1 of the trial's namespaces; must not return
};

enum class Debugged : std::uint8_t {
  yes,
  never_held,  // every process had ended
};

// Runs the trial on this terminal and gives its failure to gdb: all live processes are attached, the one called `first` is
// selected, and its stack is shown. Returns when gdb has ended; then everything of the trial is gone. To be called while this
// process has one thread. SystemError where the machine refuses the trial.
Debugged debug_trial(const model::Trial& trial, const std::string& first, const std::string& at_end_of);

// Where gdb is installed; "" where it is not.
[[nodiscard]] std::string debugger_path();

}  // namespace ipcgrade::engine
