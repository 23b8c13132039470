#include "report/class_summary.hpp"

#include "report/score.hpp"
#include "testing/catch.hpp"

using namespace ipcgrade::model;
using namespace ipcgrade::report;

namespace {

ScenarioResult scenario(const char* name, Outcome outcome, Verdicts verdicts) {
  ScenarioResult result;
  result.scenario = name;
  result.part = "A";
  result.points = 1;
  result.outcome = outcome;
  result.verdicts = std::move(verdicts);
  return result;
}

Report class_of_three() {
  Report report;
  report.assignment.parts = {{"A", "one", 100, false}};
  Verdict deadlock;
  deadlock.verdict = VerdictClass::deadlock;
  const ScenarioResult right = scenario("greet", Outcome::passed, {});
  const ScenarioResult wrong = scenario("greet", Outcome::failed, {deadlock});
  report.submissions = {{"ann", "/s/ann", {}, {right}, 0, false, ""},
                        {"bob", "/s/bob", {}, {wrong}, 0, false, ""},
                        {"eve\x1b[2J", "/s/eve", {}, {}, 0, false, "submission.toml:3:1: unknown key"}};
  for (SubmissionResult& result : report.submissions) set_mark(report.assignment, result);
  return report;
}

}  // namespace

TEST_CASE("a finished submission is one line with its mark and its parts") {
  const Report report = class_of_three();
  CHECK(submission_line(report.assignment, report.submissions[0], 5, {}) == "ann      100   A 1/1");
}

TEST_CASE("a broken submission says why in its line, and cannot touch the terminal") {
  const Report report = class_of_three();
  CHECK(submission_line(report.assignment, report.submissions[2], 10, {}) ==
        "eve\\e[2J        –   submission.toml:3:1: unknown key");
}

TEST_CASE("the class's summary says what was hard and who has no mark") {
  CHECK(render_class(class_of_three(), {}) ==
        "3 submissions: median 50, mean 50, lowest 0, highest 100; 1 without a mark\n"
        "  A greet    1/2  deadlock ×1\n");
}
