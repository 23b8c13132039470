#include "scenario/suite.hpp"

#include <algorithm>

#include "scenario/parse_fixture.hpp"
#include "testing/catch.hpp"
#include "testing/temporary_folder.hpp"

using namespace ipcgrade::scenario;
using ipcgrade::model::VerdictClass;
using ipcgrade::testing::TemporaryFolder;

namespace {

const std::string assignment = R"([assignment]
title = "x"
[parts.A]
title = "a"
percent = 100
[roles.greet]
)";

std::string needing(const std::string& needs) {
  return "[scenario]\ntitle = \"x\"\npart = \"A\"\npoints = 1\nneeds = [" + needs + "]\n[[step]]\nstart = \"greet\"\n";
}

// A project with these scenarios, each with what it needs; the complaint behind the folder's name.
struct Project {
  TemporaryFolder root;
  Project(const std::vector<std::pair<std::string, std::string>>& scenarios) {
    root.file("assignments/pipe/assignment.toml", assignment);
    for (const auto& [name, needs] : scenarios) root.file("suites/pipe/" + name + ".toml", needing(needs));
  }
  std::string complaint() const {
    const std::string text = complaint_of([&] { return load_suite(root.path(), "pipe"); });
    const std::string start = (root.path() / "suites/").string();
    return text.starts_with(start) ? text.substr(start.size()) : text;
  }
};

std::string about_mutant(const std::string& text) {
  const Project project({{"a", ""}, {"b", ""}});
  project.root.file("reference/pipe/mutants/m/expect.toml", text).file("reference/pipe/good/blocking/greet.c", "");
  const std::string complaint = complaint_of(
      [&] { return load_mutant(project.root.path() / "reference/pipe/mutants/m", load_suite(project.root.path(), "pipe")); });
  const std::size_t at = complaint.find("expect.toml:");
  return at == std::string::npos ? complaint : complaint.substr(at);
}

}  // namespace

TEST_CASE("a suite has the scenarios in the order of their names, and other files are not its business") {
  const Project project({{"b", "\"a-b\""}, {"a-b", "\"a\""}, {"a", ""}});
  project.root.file("suites/pipe/data.bin", "x").file("suites/shm/other.toml", "nonsense");
  const ipcgrade::model::Suite suite = load_suite(project.root.path(), "pipe");
  std::vector<std::string> names;
  for (const auto& scenario : suite.scenarios) names.push_back(scenario.name);
  CHECK(names == std::vector<std::string>{"a", "a-b", "b"});
  CHECK(suite.assignment.name == "pipe");
}

TEST_CASE("a folder without scenarios is no suite") {
  CHECK(Project({}).complaint() == "pipe: no scenario (*.toml) in this folder");
}

TEST_CASE("what a scenario needs must exist") {
  CHECK(Project({{"hello", ""}, {"next", "\"hello\", \"helo\""}}).complaint() ==
        "pipe/next.toml:5:19: no scenario is named 'helo'; did you mean 'hello'?");
}

TEST_CASE("scenarios that need each other are refused with the circle") {
  CHECK(Project({{"a", "\"b\""}, {"b", "\"c\""}, {"c", "\"b\""}}).complaint() ==
        "pipe/c.toml:5:10: these scenarios need each other, so none could ever run: b -> c -> b");
  CHECK(Project({{"a", "\"b\", \"c\""}, {"b", "\"d\""}, {"c", "\"d\""}, {"d", ""}}).complaint().empty());
}

TEST_CASE("two scenarios of one name are refused") {
  const Parsed one = parse(needing(""), "x/a.toml", pipe_assignment());
  const Parsed two = parse(needing(""), "y/a.toml", pipe_assignment());
  CHECK(complaint_of([&] {
          check_suite({one, two});
          return 0;
        }) == "y/a.toml:1:1: the name 'a' is taken by x/a.toml:1:1");
}

TEST_CASE("a mutant names its bug, its parent and what must catch it") {
  const Project project({{"a", ""}, {"b", ""}});
  project.root.file("reference/pipe/good/blocking/greet.c", "")
      .file("reference/pipe/mutants/keeps-end/expect.toml",
            "bug = \"keeps the write end\"\nparent = \"blocking\"\n[caught]\na = \"deadlock\"\n");
  const Mutant mutant =
      load_mutant(project.root.path() / "reference/pipe/mutants/keeps-end", load_suite(project.root.path(), "pipe"));
  CHECK(mutant.name == "keeps-end");
  CHECK(mutant.bug == "keeps the write end");
  CHECK(mutant.parent == "blocking");
  CHECK(mutant.caught == std::map<std::string, VerdictClass>{{"a", VerdictClass::deadlock}});
}

TEST_CASE("each mistake about a mutant is refused at its place") {
  const std::string top = "bug = \"x\"\nparent = \"blocking\"\n";
  CHECK(about_mutant("parent = \"blocking\"\n[caught]\na = \"leak\"\n") ==
        "expect.toml:1:1: expect.toml needs the key 'bug': one line that says what is wrong");
  CHECK(about_mutant("bug = \"x\"\nparent = \"bloking\"\n[caught]\na = \"leak\"\n") ==
        "expect.toml:2:10: no correct variant is named 'bloking'; did you mean 'blocking'?");
  CHECK(about_mutant(top + "[caught]\nc = \"leak\"\n").starts_with("expect.toml:4:1: unknown key 'c' in [caught]"));
  CHECK(about_mutant(top + "[caught]\na = \"deadlok\"\n") ==
        "expect.toml:4:5: unknown verdict 'deadlok'; did you mean 'deadlock'?");
  CHECK(about_mutant(top + "[caught]\na = \"inconclusive\"\n").starts_with("expect.toml:4:5: unknown verdict 'inconclusive'"));
  CHECK(about_mutant(top + "[caught]\n") == "expect.toml:3:1: [caught] is empty: some scenario must catch this bug");
}

TEST_CASE("the suites of this project are in order") {
  const std::filesystem::path root = IPCGRADE_SOURCE_DIR;
  for (const auto& task : std::filesystem::directory_iterator(root / "suites")) {
    const std::string name = task.path().filename().string();
    CAPTURE(name);
    ipcgrade::model::Suite suite;
    REQUIRE_NOTHROW(suite = load_suite(root, name));
    CHECK(suite.scenarios.size() >= 10);
    if (!std::filesystem::exists(root / "reference" / name / "mutants")) continue;
    for (const auto& mutant : std::filesystem::directory_iterator(root / "reference" / name / "mutants"))
      CHECK(complaint_of([&] { return load_mutant(mutant.path(), suite); }).empty());
    for (const auto& variant : std::filesystem::directory_iterator(root / "reference" / name / "good"))
      CHECK(complaint_of([&] { return load_submission(variant.path(), suite.assignment); }).empty());
  }
}

TEST_CASE("what students read in another language stands in lang") {
  const Project project({{"one", ""}, {"two", ""}});
  project.root.file("suites/pipe/lang/ko.toml",
                    "[assignment]\ntitle = \"T\"\nparts.A = \"P\"\n[one]\ntitle = \"1\"\nhint = \"H\"\n");
  const auto texts = load_suite(project.root.path(), "pipe").assignment.texts;
  REQUIRE(texts.contains("ko"));
  const ipcgrade::model::Texts& korean = texts.at("ko");
  CHECK(korean.title == "T");
  CHECK(korean.parts.at("A") == "P");
  CHECK(korean.scenarios.at("one").title == "1");
  CHECK(korean.scenarios.at("one").hint == "H");
  CHECK_FALSE(korean.scenarios.contains("two"));
}

TEST_CASE("a translation of what there is not is refused") {
  const auto complaint = [](const std::string& text) {
    const Project project({{"one", ""}, {"two", ""}});
    project.root.file("suites/pipe/lang/ko.toml", text);
    return project.complaint();
  };
  CHECK(complaint("[assignment]\nparts.B = \"P\"\n").starts_with("pipe/lang/ko.toml:2:7: unknown key 'B' in [assignment.parts]"));
  CHECK(complaint("[ones]\ntitle = \"1\"\n").ends_with("; did you mean 'one'?"));
}

TEST_CASE("no scenario has the name under which translations tell of the assignment") {
  CHECK(Project({{"assignment", ""}, {"one", ""}}).complaint() ==
        "pipe/assignment.toml:1:1: the name 'assignment' is taken by the table of titles in lang/*.toml: rename this file");
}
