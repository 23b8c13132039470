#include "cli/rounds.hpp"

#include "testing/catch.hpp"

using namespace ipcgrade;
using namespace ipcgrade::cli;
using model::Outcome;
using model::VerdictClass;

namespace {

model::Verdict verdict(VerdictClass value, std::string sentence) {
  model::Verdict all;
  all.verdict = value;
  all.sentence = std::move(sentence);
  return all;
}

// A mutant with one scenario that got these verdicts.
Proof stuck(model::Verdicts verdicts) {
  Proof proof;
  proof.mutants.emplace_back();
  proof.mutants[0].result.submission = "stuck";
  model::ScenarioResult& scenario = proof.mutants[0].result.scenarios.emplace_back();
  scenario.scenario = "greet";
  scenario.outcome = Outcome::failed;
  scenario.verdicts = std::move(verdicts);
  return proof;
}

}  // namespace

TEST_CASE("the first round differs from nothing, and an equal one does not either") {
  Rounds rounds;
  CHECK(rounds.differences(stuck({verdict(VerdictClass::deadlock, "a")})).empty());
  CHECK(rounds.differences(stuck({verdict(VerdictClass::deadlock, "in other words")})).empty());
}

TEST_CASE("another headline, and another verdict beneath the same headline, differ from the first round") {
  Rounds rounds;
  CHECK(rounds.differences(stuck({verdict(VerdictClass::deadlock, "")})).empty());
  CHECK(rounds.differences(stuck({verdict(VerdictClass::zombie, "")})) ==
        std::vector<std::string>{"mutants/stuck: greet differs: failed, zombie, but failed, deadlock in round 1"});
  CHECK(rounds.differences(stuck({verdict(VerdictClass::deadlock, ""), verdict(VerdictClass::leak, "")})).size() == 1);
}

TEST_CASE("every round is compared with the first, not with the one before") {
  Rounds rounds;
  CHECK(rounds.differences(stuck({verdict(VerdictClass::deadlock, "")})).empty());
  CHECK(rounds.differences(stuck({verdict(VerdictClass::zombie, "")})).size() == 1);
  CHECK(rounds.differences(stuck({verdict(VerdictClass::zombie, "")})).size() == 1);
}

TEST_CASE("a scenario that is missing and a build that fails once are differences") {
  Rounds rounds;
  Proof first = stuck({verdict(VerdictClass::deadlock, "")});
  first.mutants[0].result.builds = {{true, "make", "", "", false, {}}};
  CHECK(rounds.differences(first).empty());
  Proof later = first;
  later.mutants[0].result.scenarios.clear();
  later.mutants[0].result.builds = {{false, "make", "", "ended with status 2", false, {}}};
  later.mutants[0].result.trouble = "interrupted";
  CHECK(rounds.differences(later) ==
        std::vector<std::string>{"mutants/stuck differs: interrupted, but missing in round 1",
                                 "mutants/stuck: 'make' differs: ended with status 2, but built in round 1",
                                 "mutants/stuck: greet differs: missing, but failed, deadlock in round 1"});
}
