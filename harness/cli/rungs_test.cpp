// How much isolation the machine allows must not change a verdict: the pipe suite on every rung that can be forced here.
#include <set>

#include "cli/project.hpp"
#include "cli/references.hpp"
#include "cli/typed_program.hpp"
#include "testing/catch.hpp"

using namespace ipcgrade;
using namespace ipcgrade::cli;

namespace {

// Two correct programs, and of every verdict in the suite the first mutant that gets it: every rung in seconds, not minutes.
std::vector<std::string> telling_programs() {
  const Project project = Project::find(IPCGRADE_SOURCE_DIR);
  const References all = references(project, project.suite("pipe"), {});
  std::vector<std::string> names = {"good/blocking", "good/poll"};
  std::set<model::VerdictClass> seen;
  for (const scenario::Mutant& mutant : all.mutants) {
    bool is_new = false;
    for (const auto& [scenario, verdict] : mutant.caught) is_new |= seen.insert(verdict).second;
    if (is_new) names.push_back("mutants/" + mutant.name);
  }
  return names;
}

Outcome validate_on(int rung, const std::vector<std::string>& programs) {
  std::vector<std::string> words = {"validate", "pipe", "--only"};
  words.insert(words.end(), programs.begin(), programs.end());
  return type(words, rung);
}

}  // namespace

TEST_CASE("every rung that works here gives the pipe suite the same verdicts") {
  if (machine_refuses()) return;
  const std::vector<std::string> programs = telling_programs();
  REQUIRE(programs.size() > 5);
  std::string first;
  int compared = 0;
  for (int rung = 1; rung <= 4; ++rung) {
    const Outcome outcome = validate_on(rung, programs);
    if (outcome.output.find("does not work here") != std::string::npos) {
      WARN(outcome.output);
      continue;
    }
    INFO("rung " << rung);
    CHECK(outcome.status == 0);  // every verdict is the one that was promised
    if (first.empty()) first = outcome.output;
    CHECK(outcome.output == first);  // and what is promised by nobody, such as what was skipped, is the same as well
    ++compared;
  }
  if (compared < 2) WARN("only " << compared << " rung works here: nothing to compare");
}

TEST_CASE("a rung that does not exist is refused") { CHECK(type({"validate", "pipe"}, 9).status == 2); }
