#include "campaign/graded_sweep.hpp"

#include "campaign/fake_tools.hpp"
#include "campaign/sweep.hpp"
#include "testing/catch.hpp"

using namespace ipcgrade;
using namespace ipcgrade::campaign;
using model::Outcome;
using model::VerdictClass;

namespace {

model::StrikeResult struck(VerdictClass verdict, const char* scenario = "greet") {
  model::StrikeResult out;
  out.strike.scenario = scenario;
  out.strike.point = {"greet", "write", 1, model::ObjectKind::pipe, true, 8, {"main", "greet.c", 9}};
  out.strike.name = "EINTR";
  out.strike.fault = {"greet", "write", std::nullopt, {1, 0}, model::FailWith{4}};
  out.verdict.verdict = verdict;
  out.verdict.sentence = "it hangs";
  return out;
}

model::ScenarioResult judged(const model::SweepReport& report) {
  model::ScenarioResult result;
  result.points = 10;
  set_outcome(report, result);
  return result;
}

model::SweepReport report_of(std::vector<model::StrikeResult> results) {
  model::SweepReport report;
  report.results = std::move(results);
  return report;
}

model::Suite swept_suite() {
  model::Suite suite = fake_suite({fake_scenario("a"), fake_scenario("b")});
  suite.assignment.sweep.scenarios = {"a"};
  suite.assignment.sweep.points = 10;
  suite.assignment.sweep.part = "B";
  return suite;
}

model::SubmissionResult run(const model::Suite& suite, const model::Submission& submission, const CampaignOptions& options) {
  Progress nobody;
  return run_submission(suite, submission, options, nobody);
}

}  // namespace

TEST_CASE("a sweep earns the share that was survived, rounded down, and names each cause") {
  const auto half =
      judged(report_of({struck(VerdictClass::passed), struck(VerdictClass::passed), struck(VerdictClass::deadlock)}));
  CHECK(half.outcome == Outcome::failed);
  CHECK(half.earned == 6);
  REQUIRE(half.verdicts.size() == 1);
  CHECK(half.verdicts[0].verdict == VerdictClass::deadlock);
  CHECK(half.verdicts[0].sentence.find("survived 2 of 3 faults. In greet, where ") == 0);
  CHECK(half.verdicts[0].site->line == 9);
  const auto whole = judged(report_of({struck(VerdictClass::passed)}));
  CHECK(whole.outcome == Outcome::passed);
  CHECK_FALSE(whole.earned);
}

TEST_CASE("a scenario that could not be swept earns nothing of its share, and the machine's trouble leaves it open") {
  model::SweepReport report = report_of({struck(VerdictClass::passed)});
  report.left_out = {{"other", "without any fault: it fails", false}};
  CHECK(judged(report).outcome == Outcome::failed);
  CHECK(judged(report).earned == 5);
  report.left_out[0].machine = true;
  CHECK(judged(report).outcome == Outcome::inconclusive);
}

TEST_CASE("where a sweep counts it is the last scenario, once for all of the suite, and not where it is not asked for") {
  FakeTools fake([](const model::Trial&) { return VerdictClass::passed; });
  CampaignOptions options = fake.options();
  CHECK(run(swept_suite(), fake_submission(), options).scenarios.size() == 2);
  options.sweeping = Sweeping::as_assigned;
  std::vector<std::string> settled;
  options.settled = [&](const model::ScenarioResult& result) { settled.push_back(result.scenario); };
  const auto result = run(swept_suite(), fake_submission(), options);
  REQUIRE(result.scenarios.size() == 3);
  CHECK(result.scenarios[2].scenario == "sweep");
  CHECK(result.scenarios[2].part == "B");
  CHECK(result.scenarios[2].points == 10);
  CHECK(result.scenarios[2].outcome == Outcome::passed);  // no call was met
  CHECK(settled.back() == "sweep");
  CHECK(result.trouble.empty());
  options.scenarios = {"a"};
  CHECK(run(swept_suite(), fake_submission(), options).scenarios.size() == 1);
}

TEST_CASE("a sweep that is known is not made again, and one of a part that is not declared is not made") {
  FakeTools fake([](const model::Trial&) { return VerdictClass::passed; });
  CampaignOptions options = fake.options();
  options.sweeping = Sweeping::as_assigned;
  model::ScenarioResult known;
  known.scenario = "sweep";
  known.earned = 3;
  options.known = {{"sweep", known}};
  CHECK(run(swept_suite(), fake_submission(), options).scenarios.back().earned == 3);
  CHECK(fake.ran.size() == 2);
  options.known.clear();
  model::Submission one_part = fake_submission();
  one_part.parts = {"A"};
  CHECK(run(swept_suite(), one_part, options).scenarios.back().outcome == Outcome::not_declared);
}

TEST_CASE("a submission that this machine has no tools for is not swept, and the reason is told") {
  FakeTools fake([](const model::Trial&) { return VerdictClass::passed; });
  SweepOptions options;
  options.campaign = fake.options();
  options.campaign.tools.installed = [](const std::string& program) { return program != "rustc"; };
  model::Submission submission = fake_submission("crab");
  submission.tools = {"rustc"};
  CHECK_THROWS_WITH(static_cast<void>(run_sweep(swept_suite(), submission, options)),
                    "this machine has no rustc, which crab requires: nothing to sweep");
}
