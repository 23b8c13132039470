#include "oracles/account.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "oracles/naming.hpp"
#include "oracles/printable.hpp"

namespace ipcgrade::oracles {

using namespace model;

std::optional<Failure> failed_step(const Trace& trace) {
  for (std::size_t i = 0; i < trace.events.size(); ++i)
    if (const auto* failed = std::get_if<StepFailed>(&trace.events[i].what))
      return Failure{failed->step, failed->why, i, failed->file, failed->growth};
  return std::nullopt;
}

Ending ending_of(const Trace& trace) { return failed_step(trace) ? Ending::step_failed : trace.ending; }

bool steps_passed(const Trace& trace) { return ending_of(trace) == Ending::complete; }

std::size_t verdict_horizon(const Trace& trace) {
  const auto failure = failed_step(trace);
  return failure ? failure->event : the_end;
}

// Of several with one label the youngest, as for the steps themselves.
std::optional<ProcessIndex> process_called(const Trace& trace, std::string_view label) {
  for (std::size_t i = trace.processes.size(); i > 0; --i)
    if (trace.processes[i - 1].label == label) return static_cast<ProcessIndex>(i - 1);
  return std::nullopt;
}

namespace {

ProcessIndex parent_of(const Trace& trace, ProcessIndex process) {
  if (process < 0 || static_cast<std::size_t>(process) >= trace.processes.size()) return nobody;
  return trace.processes[static_cast<std::size_t>(process)].parent;
}

}  // namespace

ProcessIndex root_of(const Trace& trace, ProcessIndex process) {
  while (parent_of(trace, process) != nobody) process = parent_of(trace, process);
  return process;
}

bool descends(const Trace& trace, ProcessIndex process, ProcessIndex ancestor) {
  for (; process != nobody; process = parent_of(trace, process))
    if (process == ancestor) return true;
  return false;
}

const Exited* exit_of(const Trace& trace, ProcessIndex process, std::size_t before) {
  for (std::size_t i = 0; i < std::min(before, trace.events.size()); ++i) {
    if (trace.events[i].process != process) continue;
    if (const auto* exited = std::get_if<Exited>(&trace.events[i].what)) return exited;
  }
  return nullptr;
}

std::string ended_how(const Exited& exit) {
  return exit.signal != 0 ? "was killed by " + signal_name(exit.signal) : fmt::format("ended with status {}", exit.status);
}

const Snapshot* snapshot_at_verdict(const Trace& trace) {
  const auto failure = failed_step(trace);
  const Snapshot* found = nullptr;
  for (const Snapshot& snapshot : trace.snapshots) {
    // A failure's own snapshot may stand right before or right behind it; the last word is followed by nothing.
    const bool then = failure ? snapshot.after_event == failure->event || snapshot.after_event == failure->event + 1
                              : snapshot.after_event == trace.events.size();
    if (then) found = &snapshot;
  }
  return found;
}

const Condition* condition_of(const Trial& trial, std::uint32_t step) {
  if (step >= trial.steps.size()) return nullptr;
  const TrialAction& action = trial.steps[step].action;
  if (const auto* until = std::get_if<Until>(&action)) return &until->condition;
  if (const auto* expect = std::get_if<Expect>(&action)) return &expect->condition;
  return nullptr;
}

std::string_view output_before(const Trace& trace, ProcessIndex process, int stream, std::size_t event) {
  const ProcessIndex root = root_of(trace, process);
  const auto found = std::find_if(trace.streams.begin(), trace.streams.end(),
                                  [&](const Stream& s) { return s.process == root && s.stream == stream; });
  if (found == trace.streams.end()) return {};
  if (event == the_end) return found->bytes;
  std::uint64_t size = 0;
  for (std::size_t i = 0; i < std::min(event, trace.events.size()); ++i) {
    const auto* wrote = std::get_if<Wrote>(&trace.events[i].what);
    if (wrote == nullptr || wrote->stream != stream || root_of(trace, trace.events[i].process) != root) continue;
    size = std::max(size, wrote->offset + wrote->size);
  }
  return std::string_view(found->bytes).substr(0, size);
}

namespace {

// The last line that is not empty, without its newline.
std::string_view last_line(std::string_view text) {
  while (!text.empty() && text.back() == '\n') text.remove_suffix(1);
  const std::size_t newline = text.rfind('\n');
  return newline == std::string_view::npos ? text : text.substr(newline + 1);
}

}  // namespace

void add_last_words(Verdict& verdict, const Trace& trace, ProcessIndex process, std::size_t before) {
  const std::string_view line = last_line(output_before(trace, process, 2, before));
  if (!line.empty()) verdict.evidence.push_back({process, fmt::format("the last line on standard error: {}", quoted(line, 200))});
}

const Launch* launch_of(const Trial& trial, const Trace& trace, ProcessIndex process) {
  const std::string_view label = plain_label(trace, root_of(trace, process));
  for (const TrialStep& step : trial.steps)
    if (const auto* launch = std::get_if<Launch>(&step.action); launch != nullptr && launch->process == label) return launch;
  return nullptr;
}

bool scenario_sends(const Trial& trial, std::string_view label, int signal) {
  return std::any_of(trial.steps.begin(), trial.steps.end(), [&](const TrialStep& step) {
    const auto* sent = std::get_if<SendSignal>(&step.action);
    return sent != nullptr && sent->process == label && sent->signal == signal;
  });
}

}  // namespace ipcgrade::oracles
