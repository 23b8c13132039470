#include "report/localised.hpp"

#include "testing/catch.hpp"

using namespace ipcgrade;

namespace {

model::Report failed_report() {
  model::Report report;
  report.assignment.texts["ko"].scenarios["one"] = {"첫째", "힌트"};
  model::ScenarioResult scenario;
  scenario.scenario = "one";
  scenario.title = "The first";
  scenario.hint = "Close it.";
  scenario.verdicts = {
      {model::VerdictClass::wrong_exit, "steps", "p1 ended with status 1, where it had to end with status 0", {}, {}, {}}};
  model::SubmissionResult result;
  result.scenarios = {scenario, scenario};
  result.scenarios[1].scenario = "two";
  result.scenarios[1].hint = "";
  report.submissions = {result};
  return report;
}

}  // namespace

TEST_CASE("a report in Korean has the suite's titles and hints, and the catalogue's sentences") {
  const model::Report korean = report::localised(failed_report(), lang::Language::korean);
  const model::ScenarioResult& one = korean.submissions[0].scenarios[0];
  CHECK(one.title == "첫째");
  CHECK(one.hint == "힌트");
  CHECK(one.verdicts[0].sentence == "p1은 상태 1로 끝났습니다. 상태 0으로 끝나야 했습니다");
}

TEST_CASE("a report in Korean has the titles of the task and of its parts that are translated") {
  model::Report report = failed_report();
  report.assignment.title = "Pipes";
  report.assignment.parts = {{.name = "A", .title = "greeting"}, {.name = "B", .title = "two-way"}};
  report.assignment.texts["ko"].title = "파이프";
  report.assignment.texts["ko"].parts["B"] = "양방향";
  const model::Report korean = report::localised(report, lang::Language::korean);
  CHECK(korean.assignment.title == "파이프");
  CHECK(korean.assignment.parts[0].title == "greeting");
  CHECK(korean.assignment.parts[1].title == "양방향");
}

TEST_CASE("a scenario without a translation keeps its English title") {
  const model::Report korean = report::localised(failed_report(), lang::Language::korean);
  CHECK(korean.submissions[0].scenarios[1].title == "The first");
}

TEST_CASE("a report in English is as it was") {
  const model::Report english = report::localised(failed_report(), lang::Language::english);
  CHECK(english.submissions[0].scenarios[0].title == "The first");
  CHECK(english.submissions[0].scenarios[0].verdicts[0].sentence == "p1 ended with status 1, where it had to end with status 0");
}
