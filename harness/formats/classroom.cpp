// GitHub Classroom's autograding reporter reads the output `result` of a step: base64 of JSON (classroom-resources/
// autograding-grading-reporter, src/). The points it hands to Classroom are the scores of the tests added up, so the last one
// that has a score takes what adding doubles in that order leaves over; the table it prints counts passed tests instead, and may
// say something else. A result whose max_score is 0 or missing counts nothing: so it is where nothing could be judged.
#include <fmt/format.h>

#include "formats/base64.hpp"
#include "formats/inert_json.hpp"
#include "formats/renderers.hpp"
#include "formats/standing.hpp"
#include "formats/workflow_command.hpp"
#include "report/details.hpp"

namespace ipcgrade::formats {
namespace {

using model::Outcome;

std::string_view status_of(Outcome outcome) {
  if (outcome == Outcome::inconclusive) return "error";
  return outcome == Outcome::passed || outcome == Outcome::not_applicable ? "pass" : "fail";
}

// The reporter prints names, and of errors the message, into the log.
Json test_json(const model::ScenarioResult& scenario, double score) {
  const bool has_site = !scenario.verdicts.empty() && scenario.verdicts.front().site.has_value();
  return {{"name", no_command(scenario.scenario)},
          {"status", status_of(scenario.outcome)},
          {"score", score},
          {"message", no_command(report::headline(scenario))},
          {"test_code", no_command(scenario.show_again)},
          {"filename", has_site ? scenario.verdicts.front().site->file : ""},
          {"line_no", has_site ? Json(scenario.verdicts.front().site->line) : Json(0)},
          {"execution_time", fmt::format("{:.3f}s", std::chrono::duration<double>(scenario.duration).count())}};
}

std::vector<double> scores_of(const report::Shares& shares) {
  std::vector<double> scores;
  std::size_t last = shares.of.size();
  for (std::size_t i = 0; i < shares.of.size(); ++i) {
    scores.push_back(static_cast<double>(shares.of[i].earned) / 100);
    if (shares.of[i].earned > 0) last = i;
  }
  if (last == shares.of.size()) return scores;
  double before = 0;
  for (std::size_t i = 0; i < last; ++i) before += scores[i];
  scores[last] = *shares.mark - before;
  return scores;
}

// A submission of which nothing was run: one test that says so, for its reader takes no empty list.
Json nothing_run(const model::SubmissionResult& result) {
  return Json::array({{{"name", "submission"},
                       {"status", result.machine ? "error" : "fail"},
                       {"score", 0},
                       {"message", no_command(result.trouble)},
                       {"test_code", ""},
                       {"filename", ""},
                       {"line_no", 0},
                       {"execution_time", "0s"}}});
}

Json result_json(const model::Report& report, const model::SubmissionResult& result) {
  const report::Shares shares = report::shares(report.assignment, result);
  const bool open = !shares.mark || count(result, Outcome::inconclusive) > 0;
  const bool right = count(result, Outcome::passed) + count(result, Outcome::not_applicable) == result.scenarios.size();
  Json json = {{"version", 1}, {"status", open ? "error" : right && !result.scenarios.empty() ? "pass" : "fail"}};
  if (shares.mark) json["max_score"] = 100;
  Json tests = Json::array();
  const std::vector<double> scores = scores_of(shares);
  for (std::size_t i = 0; i < result.scenarios.size(); ++i) tests.push_back(test_json(result.scenarios[i], scores[i]));
  json["tests"] = result.scenarios.empty() ? nothing_run(result) : tests;
  return json;
}

}  // namespace

std::string github_classroom(const model::Report& report, const Setting&) {
  std::string out;
  for (const model::SubmissionResult& result : report.submissions)
    out += "result=" + base64(inert_json(result_json(report, result), Layout::one_line)) + "\n";
  return out;
}

}  // namespace ipcgrade::formats
