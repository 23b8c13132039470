#include "cli/proof.hpp"

#include "testing/catch.hpp"

using namespace ipcgrade;
using namespace ipcgrade::cli;
using model::Outcome;
using model::VerdictClass;

namespace {

model::Suite two_scenarios() {
  model::Suite suite;
  suite.assignment.parts = {{"A", "one", 100, false}};
  suite.scenarios.resize(2);
  suite.scenarios[0].name = "a";
  suite.scenarios[1].name = "b";
  for (auto& scenario : suite.scenarios) scenario.part = "A";
  return suite;
}

model::ScenarioResult outcome(std::string name, VerdictClass verdict) {
  model::ScenarioResult result;
  result.scenario = std::move(name);
  result.outcome = verdict == VerdictClass::passed ? Outcome::passed : Outcome::failed;
  model::Verdict value;
  value.verdict = verdict;
  value.sentence = "because";
  result.verdicts = {value};
  return result;
}

model::SubmissionResult result(std::string name, VerdictClass a, VerdictClass b) {
  model::SubmissionResult all;
  all.submission = std::move(name);
  all.scenarios = {outcome("a", a), outcome("b", b)};
  return all;
}

// Two variants that pass, a mutant for each scenario.
Proof sound() {
  Proof proof;
  for (const char* name : {"one", "two"})
    proof.variants.push_back({{"A"}, result(name, VerdictClass::passed, VerdictClass::passed)});
  proof.mutants.push_back(
      {{{"a", VerdictClass::deadlock}}, "one", 1, result("stuck", VerdictClass::deadlock, VerdictClass::passed)});
  proof.mutants.push_back({{{"b", VerdictClass::crash}}, "one", 25, result("wild", VerdictClass::passed, VerdictClass::crash)});
  return proof;
}

std::vector<std::string> found(const Proof& proof) { return discrepancies(two_scenarios(), proof, Scope::whole); }

}  // namespace

TEST_CASE("a suite whose variants pass and whose mutants are caught as promised proves itself") { CHECK(found(sound()).empty()); }

TEST_CASE("a correct variant that fails is a discrepancy") {
  Proof proof = sound();
  proof.variants[0].result = result("one", VerdictClass::zombie, VerdictClass::passed);
  CHECK(found(proof) == std::vector<std::string>{"good/one: a should pass: zombie: because"});
}

TEST_CASE("a mutant must be caught by the scenario and for the reason that it names, and by no other") {
  Proof proof = sound();
  proof.mutants[0].result = result("stuck", VerdictClass::waits_for_input, VerdictClass::crash);
  CHECK(found(proof) == std::vector<std::string>{"mutants/stuck: a should be caught as deadlock: waits-for-input: because",
                                                 "mutants/stuck: b should pass: crash: because"});
  proof.mutants[0].result = result("stuck", VerdictClass::passed, VerdictClass::passed);
  CHECK(found(proof) == std::vector<std::string>{"mutants/stuck: a should be caught as deadlock: passed"});
}

TEST_CASE("what is skipped is no discrepancy, unless it should have caught the mutant") {
  Proof proof = sound();
  auto& scenario = proof.mutants[0].result.scenarios[1];
  scenario.verdicts.clear();
  scenario.outcome = Outcome::skipped;
  scenario.reason = "needs a, which failed";
  CHECK(found(proof).empty());
  proof.mutants[0].caught["b"] = VerdictClass::crash;
  CHECK(found(proof).at(0) == "mutants/stuck: b should be caught as crash: skipped (needs a, which failed)");
}

TEST_CASE("what this machine cannot judge is no discrepancy") {
  Proof proof = sound();
  proof.mutants[0].result.scenarios[0].outcome = Outcome::not_applicable;
  CHECK(found(proof).empty());
}

TEST_CASE("a scenario that catches nothing and a part with one variant are discrepancies") {
  Proof proof = sound();
  proof.mutants.pop_back();
  proof.variants.pop_back();
  CHECK(found(proof) == std::vector<std::string>{"part A: 1 of the 2 correct variants it needs", "b: no mutant is caught by it"});
}

TEST_CASE("a part without a scenario, and parts that do not sum to 100, are discrepancies") {
  model::Suite suite = two_scenarios();
  suite.assignment.parts = {{"A", "one", 70, false}, {"B", "two", 20, false}, {"C", "more", 10, true}};
  Proof proof = sound();
  for (Variant& variant : proof.variants) variant.parts = {"A", "B", "C"};
  CHECK(discrepancies(suite, proof, Scope::whole) ==
        std::vector<std::string>{"the parts without bonus sum to 90 percent, not to 100", "part B: no scenario earns its 20 %",
                                 "part C: no scenario earns its 10 %"});
}

TEST_CASE("a mutant far from its parent, or equal to it, is a discrepancy") {
  Proof proof = sound();
  proof.mutants[0].changed_lines = 26;
  proof.mutants[1].changed_lines = 0;
  CHECK(found(proof) == std::vector<std::string>{"mutants/stuck: 26 lines differ from good/one, and one bug is 25 at most",
                                                 "mutants/wild: it is the same as good/one"});
}

TEST_CASE("a limited run says nothing of what it left out") {
  Proof proof = sound();
  proof.mutants.pop_back();
  proof.variants.pop_back();
  CHECK(discrepancies(two_scenarios(), proof, Scope::limited).empty());
}

TEST_CASE("a mutant that does not build is a discrepancy of its own") {
  Proof proof = sound();
  proof.mutants[0].result.builds = {{false, "make -k", "", "ended with status 2", false, {}}};
  CHECK(found(proof) == std::vector<std::string>{"mutants/stuck: 'make -k' failed: ended with status 2"});
}

TEST_CASE("the matrix has a line a program and a column a scenario") {
  CHECK(matrix(two_scenarios(), sound(), {}) ==
        "  1  A a\n"
        "  2  A b\n"
        "\n"
        "          1  2\n"
        "good/one  ·  ·\n"
        "good/two  ·  ·\n"
        "stuck     ●  ·\n"
        "wild      ·  ●\n"
        "● caught as promised   · passed   – skipped   ! not as promised\n");
}
