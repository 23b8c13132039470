#include "report/score.hpp"

#include "testing/catch.hpp"

using namespace ipcgrade::model;
using namespace ipcgrade::report;

namespace {

Assignment two_parts_and_a_bonus() {
  Assignment assignment;
  assignment.parts = {{"A", "one", 40, false}, {"B", "two", 60, false}, {"X", "extra", 10, true}};
  return assignment;
}

ScenarioResult scenario(const char* part, int points, Outcome outcome) {
  ScenarioResult result;
  result.part = part;
  result.points = points;
  result.outcome = outcome;
  return result;
}

SubmissionResult marked(std::vector<ScenarioResult> scenarios) {
  SubmissionResult result;
  result.scenarios = std::move(scenarios);
  set_mark(two_parts_and_a_bonus(), result);
  return result;
}

}  // namespace

TEST_CASE("a part's percentage is shared out by points, and the mark is rounded once") {
  const auto result = marked({scenario("A", 1, Outcome::passed), scenario("A", 2, Outcome::failed),
                              scenario("B", 1, Outcome::passed), scenario("B", 2, Outcome::failed)});
  CHECK(result.mark == 33.3);  // 13.33… + 20
  CHECK_FALSE(result.blank);
}

TEST_CASE("a bonus part adds above") {
  const auto result =
      marked({scenario("A", 1, Outcome::passed), scenario("B", 1, Outcome::passed), scenario("X", 1, Outcome::passed)});
  CHECK(result.mark == 110);
}

TEST_CASE("skipped and undeclared scenarios earn nothing") {
  const auto result =
      marked({scenario("A", 1, Outcome::skipped), scenario("A", 1, Outcome::passed), scenario("B", 1, Outcome::not_declared)});
  CHECK(result.mark == 20);
}

TEST_CASE("what is not applicable leaves the total, also as a whole part") {
  CHECK(marked({scenario("A", 3, Outcome::passed), scenario("A", 1, Outcome::not_applicable), scenario("B", 1, Outcome::passed)})
            .mark == 100);
  CHECK(marked({scenario("A", 1, Outcome::not_applicable), scenario("B", 2, Outcome::passed), scenario("B", 1, Outcome::failed)})
            .mark == 66.7);
}

TEST_CASE("an inconclusive scenario leaves the mark open and says why") {
  const auto result = marked({scenario("A", 1, Outcome::inconclusive), scenario("B", 1, Outcome::passed)});
  CHECK(result.blank);
  CHECK(result.trouble == "1 scenario is inconclusive");
}

TEST_CASE("where nothing is applicable there is no mark") {
  CHECK(marked({scenario("A", 1, Outcome::not_applicable)}).blank);
  CHECK(marked({}).trouble == "nothing could be judged on this machine");
}

TEST_CASE("a mark has as few digits as say it") {
  CHECK(mark_text(100) == "100");
  CHECK(mark_text(33.3) == "33.3");
}
