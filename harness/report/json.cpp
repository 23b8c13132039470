#include "report/json.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "report/cleaned.hpp"
#include "report/score.hpp"

namespace ipcgrade::report {
namespace {

using Json = nlohmann::ordered_json;  // members in the order of the schema, so that reports can be compared as text

double seconds(std::chrono::nanoseconds duration) {
  return static_cast<double>(std::chrono::duration_cast<std::chrono::microseconds>(duration).count()) / 1e6;
}

std::string_view visibility_name(model::Visibility visibility) {
  static constexpr std::array<std::string_view, 4> names = {"visible", "after_due_date", "after_published", "hidden"};
  return names.at(static_cast<std::size_t>(visibility));
}

// "not applicable" → "not-applicable": programs get words without spaces.
std::string outcome_slug(model::Outcome outcome) {
  std::string slug(name_of(outcome));
  std::replace(slug.begin(), slug.end(), ' ', '-');
  return slug;
}

Json site_json(const std::optional<model::Site>& site) {
  if (!site) return nullptr;
  return {{"file", site->file}, {"line", site->line}, {"function", site->function}};
}

Json verdict_json(const model::Verdict& verdict) {
  Json evidence = Json::array();
  for (const model::Evidence& line : verdict.evidence) evidence.push_back(line.text);
  return {{"class", slug_of(verdict.verdict)}, {"oracle", verdict.oracle},
          {"sentence", verdict.sentence},      {"evidence", evidence},
          {"site", site_json(verdict.site)},   {"step", verdict.step ? Json(*verdict.step) : Json(nullptr)}};
}

Json scenario_json(const model::ScenarioResult& scenario) {
  Json verdicts = Json::array();
  for (const model::Verdict& verdict : scenario.verdicts) verdicts.push_back(verdict_json(verdict));
  Json json = {{"scenario", scenario.scenario},
               {"title", scenario.title},
               {"part", scenario.part},
               {"points", scenario.points},
               {"visibility", visibility_name(scenario.visibility)},
               {"outcome", outcome_slug(scenario.outcome)},
               {"verdicts", verdicts},
               {"reason", scenario.reason},
               {"hint", scenario.outcome == model::Outcome::failed ? scenario.hint : ""},
               {"show_again", scenario.show_again},
               {"seconds", seconds(scenario.duration)}};
  if (scenario.earned) json["earned"] = *scenario.earned;
  if (scenario.overridden) json["override"] = {{"points", scenario.overridden->points}, {"reason", scenario.overridden->reason}};
  return json;
}

Json late_json(const model::LateDeduction& late) {
  return {{"seconds", late.late_by.count()}, {"days", late.days}, {"percent", late.percent}, {"closed", late.closed}};
}

Json build_json(const model::BuildResult& build) {
  return {{"ok", build.ok},           {"command", build.command}, {"output", build.output},
          {"failure", build.failure}, {"machine", build.machine}, {"seconds", seconds(build.duration)}};
}

Json part_json(const PartScore& score) {
  return {{"part", score.part.name},
          {"earned", score.earned},
          {"possible", score.possible},
          {"passed", score.passed},
          {"counted", score.counted}};
}

Json submission_json(const model::Assignment& assignment, const model::SubmissionResult& result) {
  Json parts = Json::array();
  Json builds = Json::array();
  Json scenarios = Json::array();
  for (const PartScore& score : part_scores(assignment, result)) parts.push_back(part_json(score));
  for (const model::BuildResult& build : result.builds) builds.push_back(build_json(build));
  for (const model::ScenarioResult& scenario : result.scenarios) scenarios.push_back(scenario_json(scenario));
  Json json = {
      {"submission", result.submission}, {"folder", result.folder}, {"mark", result.blank ? Json(nullptr) : Json(result.mark)},
      {"trouble", result.trouble},       {"parts", parts},          {"builds", builds},
      {"scenarios", scenarios}};
  if (result.late) json["late"] = late_json(*result.late);
  return json;
}

Json assignment_json(const model::Assignment& assignment) {
  Json parts = Json::array();
  for (const model::Part& part : assignment.parts)
    parts.push_back({{"part", part.name}, {"title", part.title}, {"percent", part.percent}, {"bonus", part.bonus}});
  return {{"name", assignment.name}, {"title", assignment.title}, {"parts", parts}};
}

}  // namespace

std::string render_json(const model::Report& report) {
  const model::Report clean = cleaned(report);
  Json submissions = Json::array();
  for (const model::SubmissionResult& result : clean.submissions)
    submissions.push_back(submission_json(clean.assignment, result));
  const Json json = {{"version", model::Report::version},
                     {"harness_version", clean.harness_version},
                     {"rung", clean.rung},
                     {"assignment", assignment_json(clean.assignment)},
                     {"submissions", submissions}};
  return json.dump(2) + "\n";
}

}  // namespace ipcgrade::report
