#include "engine/trial_filter.hpp"

#include <string_view>
#include <variant>
#include <vector>

#include "model/fault.hpp"

namespace ipcgrade::engine {
namespace {

std::vector<std::string_view> calls_with_faults(const model::Trial& trial) {
  if (trial.survey == model::Survey::points) return model::calls_that_fail();
  std::vector<std::string_view> out;
  for (const model::TrialStep& step : trial.steps)
    if (const auto* const fault = std::get_if<model::Fault>(&step.action))
      for (const std::string_view call : model::calls_named(fault->call)) out.push_back(call);
  return out;
}

}  // namespace

const tracer::Filter& filter_of(const model::Trial& trial) { return tracer::filter_for(calls_with_faults(trial)); }

}  // namespace ipcgrade::engine
