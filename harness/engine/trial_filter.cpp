#include "engine/trial_filter.hpp"

#include <string_view>
#include <variant>
#include <vector>

#include "model/fault.hpp"

namespace ipcgrade::engine {
namespace {

// Calls that stop although the table lets them run free: those that faults are about, and the return from a signal handler,
// which says whether the call that the signal interrupted goes on.
std::vector<std::string_view> calls_that_stop(const model::Trial& trial) {
  const bool all = trial.survey == model::Survey::points;
  std::vector<std::string_view> out = all ? model::calls_that_fail() : std::vector<std::string_view>{};
  out.emplace_back("rt_sigreturn");
  for (const model::TrialStep& step : trial.steps)
    if (const auto* const fault = std::get_if<model::Fault>(&step.action))
      for (const std::string_view call : model::calls_named(fault->call)) out.push_back(call);
  return out;
}

}  // namespace

const tracer::Filter& filter_of(const model::Trial& trial) { return tracer::filter_for(calls_that_stop(trial)); }

}  // namespace ipcgrade::engine
