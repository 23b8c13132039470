#include "report/shares.hpp"

#include <cmath>
#include <numeric>

#include "report/score.hpp"
#include "testing/catch.hpp"
#include "testing/hostile_report.hpp"

using namespace ipcgrade;
using namespace ipcgrade::report;
using model::Outcome;

namespace {

model::Assignment assignment() { return testing::hostile_assignment(); }

// A scenario of one point for each letter: its part in upper case, passed; in lower case, failed.
model::SubmissionResult submission(const std::string& letters) {
  model::SubmissionResult result;
  for (const char letter : letters) {
    const bool passed = letter < 'a';
    model::ScenarioResult one =
        testing::scenario("s", std::string(1, static_cast<char>(passed ? letter : letter - 'a' + 'A')), 1, "");
    one.outcome = passed ? Outcome::passed : Outcome::failed;
    result.scenarios.push_back(one);
  }
  set_mark(assignment(), result);
  return result;
}

int sum(const Shares& shares, int Share::*member) {
  return std::accumulate(shares.of.begin(), shares.of.end(), 0, [&](int all, const Share& one) { return all + one.*member; });
}

}  // namespace

TEST_CASE("shares add up to the mark and to 100, however the points divide") {
  for (const char* letters : {"Aaa", "AAaBbbbbbb", "AAAAAAaBBBBBBBBBBBBb", "aBbBbBb", "AAAB", "aaabbb"}) {
    const model::SubmissionResult result = submission(letters);
    const Shares all = shares(assignment(), result);
    CHECK(all.mark == result.mark);
    CHECK(sum(all, &Share::earned) == std::lround(result.mark * 100));
    CHECK(sum(all, &Share::possible) == 10'000);
    for (const Share& one : all.of) CHECK((one.earned == 0 || one.earned == one.possible));
  }
}

TEST_CASE("a bonus comes on top of the hundred") {
  const Shares won = shares(assignment(), submission("AAABBBC"));
  CHECK(won.mark == 110);
  CHECK(sum(won, &Share::earned) == 11'000);
  CHECK(won.of.back() == Share{1000, 1000});
  CHECK(shares(assignment(), submission("AAABBBc")).of.back() == Share{0, 1000});
}

TEST_CASE("what is not applicable is worth nothing, and the others take its place") {
  model::SubmissionResult result = submission("AaBb");
  result.scenarios.at(1).outcome = Outcome::not_applicable;
  const Shares all = shares(assignment(), result);
  CHECK(all.of.at(1) == Share{0, 0});
  CHECK(all.of.at(0) == Share{4000, 4000});
}

TEST_CASE("an inconclusive scenario costs nothing, and where all are so there is no mark") {
  model::SubmissionResult result = submission("AaBb");
  result.scenarios.at(1).outcome = Outcome::inconclusive;
  set_mark(assignment(), result);
  CHECK(result.blank);
  CHECK(shares(assignment(), result).mark == 70);
  for (auto& one : result.scenarios) one.outcome = Outcome::inconclusive;
  CHECK_FALSE(shares(assignment(), result).mark.has_value());
}

TEST_CASE("a submission that could not be run has 0 by its own fault, and no mark by the machine's") {
  model::SubmissionResult result;
  result.trouble = "it is empty";
  CHECK(shares(assignment(), result).mark == 0);
  result.machine = true;
  CHECK_FALSE(shares(assignment(), result).mark.has_value());
}

TEST_CASE("hundredths have as few digits as say it") {
  CHECK(hundredths_text(1250) == "12.5");
  CHECK(hundredths_text(33) == "0.33");
  CHECK(hundredths_text(700) == "7");
  CHECK(hundredths_text(0) == "0");
}
