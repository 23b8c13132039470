#include "campaign/obstacles.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "campaign/built.hpp"

namespace ipcgrade::campaign {
namespace {

// What the machine lacks for a step's program, the submission's or ours; empty: nothing.
std::string lacking(const model::Start& start, const model::Suite& suite, const model::Submission& submission,
                    const Tools& tools) {
  const bool ours = start.by == model::By::reference;
  if (ours && !suite.own_programs) return fmt::format("it needs our own {}, which is not installed here", start.role);
  const model::Submission& whose = ours ? *suite.own_programs : submission;
  const auto role = std::find_if(whose.roles.begin(), whose.roles.end(), [&](const auto& one) { return one.name == start.role; });
  std::vector<std::string> needed = ours ? whose.tools : std::vector<std::string>();
  if (role != whose.roles.end()) needed.insert(needed.end(), role->tools.begin(), role->tools.end());
  const std::string missing = missing_tools(needed, tools.installed);
  return missing.empty() ? ""
                         : fmt::format("this machine has no {}, which {}{} needs", missing, ours ? "our own " : "", start.role);
}

}  // namespace

const model::Verdict* trouble_in(const model::Scenario& scenario, const std::map<std::string, model::Verdict>& troubles) {
  for (const model::Step& step : scenario.steps) {
    const auto* start = std::get_if<model::Start>(&step.action);
    const bool theirs = start != nullptr && start->by == model::By::submission;
    const auto trouble = theirs ? troubles.find(start->role) : troubles.end();
    if (trouble != troubles.end()) return &trouble->second;
  }
  return nullptr;
}

std::string obstacle(const model::Scenario& scenario, const model::Suite& suite, const model::Submission& submission,
                     const Tools& tools) {
  for (const model::Step& step : scenario.steps)
    if (const auto* start = std::get_if<model::Start>(&step.action))
      if (std::string why = lacking(*start, suite, submission, tools); !why.empty()) return why;
  return "";
}

model::Verdict not_applicable(const std::string& why) {
  model::Verdict verdict;
  verdict.verdict = model::VerdictClass::not_applicable;
  verdict.oracle = "machine";
  verdict.sentence = why;
  return verdict;
}

}  // namespace ipcgrade::campaign
