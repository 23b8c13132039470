// Questions that several oracles put to a trace: who descends from whom, how a process ended, which step failed and what
// the world looked like then.
#pragma once

#include <cstddef>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include "model/plan.hpp"
#include "model/verdict.hpp"

namespace ipcgrade::oracles {

inline constexpr std::size_t the_end = std::numeric_limits<std::size_t>::max();

struct Failure {
  std::uint32_t step = 0;
  model::WhyFailed why = model::WhyFailed::never;
  std::size_t event = 0;  // index of the StepFailed: what follows it may be the harness's own doing
  std::optional<model::FileState> file{};
  std::optional<model::Growth> growth{};
};

[[nodiscard]] std::optional<Failure> failed_step(const model::Trace& trace);
// How the trial ended as far as its verdict goes: once a step has failed, what happens later (the harness closes the inputs
// and looks what was still in the buffers) can only explain it.
[[nodiscard]] model::Ending ending_of(const model::Trace& trace);
// Every step was done and nothing closed the trace early.
[[nodiscard]] bool steps_passed(const model::Trace& trace);
// Events from here on may be the harness's own doing: the failed step, or the end of the trace.
[[nodiscard]] std::size_t verdict_horizon(const model::Trace& trace);

[[nodiscard]] std::optional<model::ProcessIndex> process_called(const model::Trace& trace, std::string_view label);
[[nodiscard]] model::ProcessIndex root_of(const model::Trace& trace, model::ProcessIndex process);
[[nodiscard]] bool descends(const model::Trace& trace, model::ProcessIndex process, model::ProcessIndex ancestor);

// How the process ended before that event; nullptr: it had not.
[[nodiscard]] const model::Exited* exit_of(const model::Trace& trace, model::ProcessIndex process, std::size_t before = the_end);
// "ended with status 1", "was killed by SIGSEGV".
[[nodiscard]] std::string ended_how(const model::Exited& exit);

// The world when the verdict fell: at the failed step, or at the end before anything was killed. nullptr: nothing was alive,
// or the trace has none. (Snapshots of steps that held know neither descriptors nor wakers and are never meant here.)
[[nodiscard]] const model::Snapshot* snapshot_at_verdict(const model::Trace& trace);

// What the step asks for; nullptr: it is none that waits, or there is no such step.
[[nodiscard]] const model::Condition* condition_of(const model::Trial& trial, std::uint32_t step);

// What the process's role had written to one of its streams before that event.
[[nodiscard]] std::string_view output_before(const model::Trace& trace, model::ProcessIndex process, int stream,
                                             std::size_t event = the_end);
// Adds the last line that the process's role had written to standard error, where there is one: it often names the cause.
void add_last_words(model::Verdict& verdict, const model::Trace& trace, model::ProcessIndex process,
                    std::size_t before = the_end);

// The role's launch that started this process or its ancestor; nullptr: not in the trial.
[[nodiscard]] const model::Launch* launch_of(const model::Trial& trial, const model::Trace& trace, model::ProcessIndex process);
// Did the scenario itself send the process this signal?
[[nodiscard]] bool scenario_sends(const model::Trial& trial, std::string_view label, int signal);

}  // namespace ipcgrade::oracles
