#include "report/conceal.hpp"

#include "report/console.hpp"
#include "report/json.hpp"
#include "testing/catch.hpp"

using namespace ipcgrade::model;
using namespace ipcgrade::report;

namespace {

Report with_a_hidden_failure() {
  ScenarioResult hidden;
  hidden.scenario = "secret-name";
  hidden.title = "secret title";
  hidden.visibility = Visibility::hidden;
  hidden.outcome = Outcome::failed;
  hidden.part = "A";
  hidden.points = 2;
  hidden.hint = "secret hint";
  hidden.show_again = "ipcgrade run pipe --scenario secret-name";
  hidden.verdicts = {
      {VerdictClass::deadlock, "no-deadlock", "secret sentence", {{0, "secret evidence"}}, Site{"f", "secret.c", 3}, {}}};
  ScenarioResult dependent;
  dependent.scenario = "open-name";
  dependent.part = "A";
  dependent.outcome = Outcome::skipped;
  dependent.reason = "needs secret-name, which failed";
  Report report;
  report.assignment.parts = {{"A", "one", 100, false}};
  report.submissions.push_back({"alice", "/a", {}, {hidden, dependent}, 0, false, {}});
  return report;
}

}  // namespace

TEST_CASE("nothing of a hidden scenario reaches a student but its outcome and its points") {
  const Report report = concealed(with_a_hidden_failure());
  CHECK(render_console(report, {}).find("secret") == std::string::npos);
  CHECK(render_json(report).find("secret") == std::string::npos);
  const ScenarioResult& hidden = report.submissions[0].scenarios[0];
  CHECK(hidden.outcome == Outcome::failed);
  CHECK(hidden.points == 2);
  CHECK(hidden.verdicts.at(0).verdict == VerdictClass::deadlock);
}

TEST_CASE("a visible scenario is left as it is") {
  Report report = with_a_hidden_failure();
  report.submissions[0].scenarios[0].visibility = Visibility::visible;
  CHECK(concealed(report).submissions[0].scenarios[0].title == "secret title");
}
