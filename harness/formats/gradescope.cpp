// /autograder/results/results.json: https://gradescope-autograders.readthedocs.io/en/latest/specs/. Two things decide its form.
// Everything is declared as plain text: the default of some fields would read student output as Markdown or HTML. And as soon as
// one test is held back, Gradescope shows students no total; so a scenario that stays hidden for ever is a visible test without a
// name.
#include <array>
#include <chrono>

#include "formats/inert_json.hpp"
#include "formats/renderers.hpp"
#include "formats/standing.hpp"
#include "report/details.hpp"

namespace ipcgrade::formats {
namespace {

using model::Outcome;

std::string_view visibility_of(model::Visibility visibility) {
  static constexpr std::array<std::string_view, 4> words = {"visible", "after_due_date", "after_published", "visible"};
  return words.at(static_cast<std::size_t>(visibility));
}

Json test_json(const model::ScenarioResult& scenario, const report::Share& share) {
  Json test = {{"name", scenario.title.empty() ? scenario.scenario : scenario.scenario + ": " + scenario.title},
               {"name_format", "text"},
               {"score", hundredths(share.earned)},
               {"max_score", hundredths(share.possible)}};
  // 0 of 0 points would be shown as a pass otherwise; what was not judged is neither.
  if (scenario.outcome == Outcome::passed) test["status"] = "passed";
  if (share.possible > 0 && scenario.outcome != Outcome::passed) test["status"] = "failed";
  const std::string said = scenario.verdicts.empty() ? report::headline(scenario) : report::details(scenario);
  test["output"] = scenario.outcome == Outcome::passed ? std::string("passed") : said;
  test["output_format"] = "text";
  test["tags"] = Json::array({scenario.part});
  test["visibility"] = visibility_of(scenario.visibility);
  return test;
}

double seconds(const model::SubmissionResult& result) {
  std::chrono::nanoseconds all{0};
  for (const model::BuildResult& build : result.builds) all += build.duration;
  for (const model::ScenarioResult& scenario : result.scenarios) all += scenario.duration;
  return static_cast<double>(std::chrono::duration_cast<std::chrono::milliseconds>(all).count()) / 1000;
}

}  // namespace

std::string gradescope(const model::Report& report, const Setting&) {
  Json json = {{"output_format", "text"},
               {"test_output_format", "text"},
               {"test_name_format", "text"},
               {"visibility", "visible"},
               {"stdout_visibility", "hidden"}};
  Json tests = Json::array();
  for (const model::SubmissionResult& result : report.submissions) {
    const report::Shares shares = report::shares(report.assignment, result);
    // Without a score Gradescope says that the autograder failed, and the mark stays open: as it should where nothing was judged.
    if (shares.mark) json["score"] = mark_number(*shares.mark);
    json["execution_time"] = seconds(result);
    const std::string builds = report::build_messages(result);
    json["output"] = standing_line(result, shares) + (builds.empty() ? "" : "\n\n" + builds);
    if (shares.mark)
      for (std::size_t i = 0; i < result.scenarios.size(); ++i) tests.push_back(test_json(result.scenarios[i], shares.of[i]));
  }
  json["extra_data"] = {
      {"harness", "ipcgrade " + report.harness_version}, {"rung", report.rung}, {"task", report.assignment.name}};
  json["tests"] = tests;
  return inert_json(json, Layout::indented) + "\n";
}

}  // namespace ipcgrade::formats
