// `ipcgrade new`: what it makes proves itself, and what it cannot make is one line.
#include "cli/scaffold.hpp"
#include "cli/typed_program.hpp"
#include "testing/catch.hpp"

using namespace ipcgrade::cli;
using Catch::Matchers::Contains;

namespace {

class EmptyProject {
 public:
  EmptyProject() {
    folder.folder("assignments");
    folder.folder("suites");
  }
  [[nodiscard]] Outcome type_here(std::vector<std::string> words) const {
    words.insert(words.begin(), {"--root", folder.path()});
    return type(words);
  }
  TestFolder folder;
};

}  // namespace

TEST_CASE("a new task of every style proves itself at once") {
  if (machine_refuses()) return;
  const EmptyProject project;
  for (const ScaffoldStyle& style : scaffold_styles()) {
    const std::string task = "my-" + std::string(style.name);
    const Outcome made = project.type_here({"new", task, "--from", std::string(style.name)});
    CHECK_THAT(made.output, Contains("validate " + task));
    CHECK(made.status == 0);
    const Outcome proof = project.type_here({"validate", task});
    CHECK_THAT(proof.output, Contains("the suite proves itself"));
    CHECK(proof.status == 0);
  }
}

TEST_CASE("a new task's skeleton compiles, and says what is missing") {
  if (machine_refuses()) return;
  const EmptyProject project;
  CHECK(project.type_here({"new", "relay"}).status == 0);
  const Outcome run = project.type_here({"run", "relay", project.folder.path() + "/assignments/relay/skeleton"});
  CHECK_THAT(run.output, Contains("not written yet"));
  CHECK(run.status == 1);
}

TEST_CASE("a name that is taken or is none, and an unknown style, are one line each") {
  const EmptyProject project;
  CHECK(project.type_here({"new", "relay"}).status == 0);
  const auto complaint = [&](const std::vector<std::string>& words) {
    const Outcome outcome = project.type_here(words);
    CHECK(outcome.status == 2);
    return outcome.output;
  };
  CHECK(complaint({"new", "relay"}) == "ipcgrade: the name 'relay' is taken: there is assignments/relay\n");
  CHECK_THAT(complaint({"new", "../relay"}), Contains("'../relay' is no name for a task"));
  CHECK_THAT(complaint({"new", ""}), Contains("'' is no name for a task"));
  CHECK(complaint({"new", "other", "--from", "pip"}) == "ipcgrade: there is no style 'pip'; did you mean 'pipe'?\n");
  CHECK(!std::filesystem::exists(project.folder.path() + "/assignments/other"));
}
