#include "model/sweep.hpp"

#include "testing/catch.hpp"

using namespace ipcgrade::model;

namespace {

StrikeResult result(FaultClass of, VerdictClass verdict, int line = 10, std::string name = "EINTR") {
  StrikeResult out;
  out.strike.scenario = "greet";
  out.strike.point = {"greet", "write", 1, ObjectKind::pipe, true, 8, {"main", "greet.c", line}};
  out.strike.fault_class = of;
  out.strike.name = std::move(name);
  out.verdict.verdict = verdict;
  return out;
}

SweepReport report_of(std::vector<StrikeResult> results, SweepWeights weights = {}) {
  SweepReport report;
  report.rules.weights = weights;
  report.results = std::move(results);
  return report;
}

}  // namespace

TEST_CASE("A strike is named by its scenario, process, call, object, number and fault") {
  CHECK(key_of(result(FaultClass::transparent, VerdictClass::passed).strike) == "greet greet write:pipe 1 EINTR");
}

TEST_CASE("Each class of faults counts by its weight, however many faults it has") {
  const SweepReport report =
      report_of({result(FaultClass::transparent, VerdictClass::passed), result(FaultClass::transparent, VerdictClass::passed),
                 result(FaultClass::transparent, VerdictClass::passed), result(FaultClass::hard, VerdictClass::crash)},
                {3, 1, 1});
  CHECK(share(report) == 7'500);
}

TEST_CASE("All points are for surviving all: the share is rounded down") {
  std::vector<StrikeResult> results(20'000, result(FaultClass::transparent, VerdictClass::passed));
  results.push_back(result(FaultClass::transparent, VerdictClass::deadlock));
  CHECK(share(report_of(results)) == 9'999);
}

TEST_CASE("The machine's trouble and a fault that never struck count neither way") {
  const SweepReport report =
      report_of({result(FaultClass::hard, VerdictClass::passed), result(FaultClass::hard, VerdictClass::inconclusive),
                 result(FaultClass::hard, VerdictClass::not_applicable)});
  CHECK(survival(report).tried == 1);
  CHECK(share(report) == 10'000);
  CHECK(grouped(report).empty());
}

TEST_CASE("A scenario that the submission did not let be swept counts as nothing survived, one that the machine did not, not") {
  SweepReport report = report_of({result(FaultClass::hard, VerdictClass::passed)});
  report.left_out = {{"other", "it fails", false}, {"third", "no memory", true}};
  CHECK(share(report) == 5'000);
}

TEST_CASE("Failures of one fault at one place that end alike are one group, the largest first") {
  const SweepReport report =
      report_of({result(FaultClass::hard, VerdictClass::crash, 20), result(FaultClass::transparent, VerdictClass::deadlock, 10),
                 result(FaultClass::transparent, VerdictClass::deadlock, 10),
                 result(FaultClass::transparent, VerdictClass::wrong_output, 10)});
  const auto groups = grouped(report);
  REQUIRE(groups.size() == 3);
  CHECK(groups[0].results.size() == 2);
  CHECK(groups[0].results.front()->verdict.verdict == VerdictClass::deadlock);
}
