#include "campaign/own_programs.hpp"

#include <fmt/format.h>

#include <stdexcept>

#include "base/ensure.hpp"
#include "campaign/built.hpp"

namespace ipcgrade::campaign {
namespace {

// What the compiler says first, an error rather than what leads up to it.
std::string first_complaint(const Built& built) {
  for (const model::BuildResult& result : built.results) {
    if (result.ok || result.output.empty()) continue;
    const std::size_t error = result.output.find("error");
    const std::size_t start = error == std::string::npos || error == 0 ? 0 : result.output.rfind('\n', error) + 1;
    return "; " + result.output.substr(start, result.output.find('\n', start) - start);
  }
  return "";
}

}  // namespace

OwnPrograms::Ready OwnPrograms::build_all(const model::Suite& suite, const CampaignOptions& options) {
  const model::Submission& ours = *suite.own_programs;
  Ready ready{options.tools.copy(ours.folder, suite.assignment.provides), {}};
  const Built built = build(suite, ours, ready.copy.path, options);
  for (const auto& [role, verdict] : built.troubles)
    ready.troubles[role] = fmt::format("our own {} in {}: {}{}", role, ours.folder, verdict.sentence, first_complaint(built));
  return ready;
}

const std::string& OwnPrograms::folder(const model::Suite& suite, const std::vector<std::string>& needed,
                                       const CampaignOptions& options) {
  ENSURE(suite.own_programs.has_value(), "who has no programs of ours does not ask for them");
  const std::lock_guard guard(mutex_);
  if (!ready_) ready_ = build_all(suite, options);
  for (const std::string& role : needed)
    if (const auto trouble = ready_->troubles.find(role); trouble != ready_->troubles.end())
      throw std::runtime_error(trouble->second);
  return ready_->copy.path;
}

std::vector<std::string> roles_of_ours(const model::Scenario& scenario) {
  std::vector<std::string> roles;
  for (const model::Step& step : scenario.steps)
    if (const auto* start = std::get_if<model::Start>(&step.action); start != nullptr && start->by == model::By::reference)
      roles.push_back(start->role);
  return roles;
}

}  // namespace ipcgrade::campaign
