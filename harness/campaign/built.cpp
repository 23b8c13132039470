#include "campaign/built.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "campaign/builds.hpp"
#include "campaign/trials.hpp"

namespace ipcgrade::campaign {
namespace {

// The machine's trouble: it says nothing about the submission.
Built nothing_built(const model::Submission& submission, const std::string& missing) {
  Built built;
  const std::string why = fmt::format("this machine has no {}, which {} requires", missing, submission.name);
  model::Verdict verdict;
  verdict.verdict = model::VerdictClass::inconclusive;
  verdict.oracle = "build";
  verdict.sentence = why;
  for (const model::Role& role : submission.roles) built.troubles.emplace(role.name, verdict);
  return built;
}

// A role that lacks its tools is not built: its scenarios are not applicable.
model::Submission buildable(model::Submission submission, const Tools& tools) {
  for (model::Role& role : submission.roles)
    if (!missing_tools(role.tools, tools.installed).empty()) role.build.clear();
  return submission;
}

}  // namespace

std::string missing_tools(const std::vector<std::string>& programs,
                          const std::function<bool(const std::string& program)>& installed) {
  std::string missing;
  for (const std::string& program : programs)
    if (!installed(program)) missing += (missing.empty() ? "" : " and no ") + program;
  return missing;
}

Built build(const model::Suite& suite, const model::Submission& submission, const std::string& folder,
            const CampaignOptions& options) {
  if (const std::string missing = missing_tools(submission.tools, options.tools.installed); !missing.empty())
    return nothing_built(submission, missing);
  Built built;
  const std::vector<PlannedBuild> planned = planned_builds(buildable(submission, options.tools), folder);
  std::vector<model::BuildOrder> orders;
  for (const PlannedBuild& one : planned)
    orders.push_back({folder, {one.command}, suite.assignment.limits, suite.assignment.read_only});
  built.results = run_builds(orders, options.cpus.size(), options.tools, *options.quiet, options.cancelled);
  built.troubles = role_troubles(submission, folder, planned, built.results);
  return built;
}

}  // namespace ipcgrade::campaign
