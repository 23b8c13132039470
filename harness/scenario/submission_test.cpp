#include "scenario/load.hpp"
#include "scenario/parse_fixture.hpp"
#include "testing/catch.hpp"
#include "testing/temporary_folder.hpp"

using namespace ipcgrade::scenario;
using ipcgrade::model::Submission;
using ipcgrade::testing::TemporaryFolder;

namespace {

Submission loaded(const TemporaryFolder& folder) { return load_submission(folder.path(), pipe_assignment()); }

// The complaint behind the folder's name.
std::string about(const TemporaryFolder& folder, const std::string& name = "") {
  const std::string complaint = complaint_of([&] { return load_submission(folder.path() / name, pipe_assignment()); });
  const std::string start = folder.path().string();
  return complaint.starts_with(start) ? complaint.substr(start.size()) : complaint;
}

std::string about_settings(const std::string& text) {
  const TemporaryFolder folder;
  folder.file("greet.c", "").file("submission.toml", text);
  return about(folder);
}

}  // namespace

TEST_CASE("a submission without settings has the assignment's roles and all parts") {
  const TemporaryFolder folder;
  folder.file("greet.c", "int main(void) { return 0; }");
  const Submission submission = loaded(folder);
  CHECK(submission.name == folder.path().filename().string());
  CHECK(submission.folder == std::filesystem::canonical(folder.path()).string());
  CHECK(submission.build_command.empty());
  CHECK(submission.roles == pipe_assignment().roles);
  CHECK(submission.parts == std::vector<std::string>{"A", "B"});
}

TEST_CASE("settings replace the build, the commands of some roles and the parts") {
  const TemporaryFolder folder;
  folder.file("submission.toml", R"(parts = ["B"]
[build]
command = ["make", "all"]
[roles]
swapcase = ["python3", "swapcase.py", ["-n", "{count}"]]
)");
  const Submission submission = loaded(folder);
  CHECK(submission.parts == std::vector<std::string>{"B"});
  CHECK(submission.build_command == std::vector<std::string>{"make", "all"});
  CHECK(submission.roles[0] == pipe_assignment().roles[0]);
  CHECK(submission.roles[1].command == std::vector<ipcgrade::model::WordGroup>{{"python3"}, {"swapcase.py"}, {"-n", "{count}"}});
  CHECK(submission.roles[1].at_end == ipcgrade::model::AtEnd::serves);
}

TEST_CASE("what a submission requires is read, and a role with a command of its own needs nothing of the assignment's") {
  const TemporaryFolder folder;
  folder.file("greet.c", "").file("submission.toml", "requires = [\"go\"]\n[roles]\ngreet = [\"./my-greet\"]\n");
  ipcgrade::model::Assignment assignment = pipe_assignment();
  for (auto& role : assignment.roles) role.tools = {"java"};
  const Submission submission = load_submission(folder.path(), assignment);
  CHECK(submission.tools == std::vector<std::string>{"go"});
  CHECK(submission.roles[0].tools.empty());
  CHECK(submission.roles[1].tools == std::vector<std::string>{"java"});
}

TEST_CASE("a role that only we play is none of a submission's; programs of ours have all roles") {
  const TemporaryFolder root;
  root.file("ann/greet.c", "").file("reference/pipe/peer/swapcase.c", "");
  ipcgrade::model::Assignment assignment = pipe_assignment();
  assignment.roles[1].by = ipcgrade::model::By::reference;
  CHECK(load_submission(root.path() / "ann", assignment).roles.size() == 1);
  const auto ours = load_own_programs(root.path(), assignment);
  REQUIRE(ours.has_value());
  CHECK(ours->roles.size() == 2);
  assignment.name = "other";
  CHECK(!load_own_programs(root.path(), assignment).has_value());
}

TEST_CASE("what the course provides is not asked of a submission") {
  const TemporaryFolder folder;
  folder.file("box.c", "");
  ipcgrade::model::Assignment assignment = pipe_assignment();
  assignment.roles[0].files = {"mbx.c", "box.c"};
  assignment.roles[1].files = {"mbx.c", "other.c"};
  const auto complaint = [&] { return complaint_of([&] { return load_submission(folder.path(), assignment); }); };
  CHECK(
      complaint().ends_with("a submission has mbx.c and box.c or mbx.c and other.c, or a Makefile, or a submission.toml that "
                            "says how it is built and started"));
  assignment.provides = {"/course/mbx.c"};
  CHECK(complaint().empty());
}

TEST_CASE("the name is the folder's however it is written") {
  const TemporaryFolder folder;
  folder.file("ann/greet.c", "");
  CHECK(load_submission(folder.path() / "ann" / "." / "", pipe_assignment()).name == "ann");
}

TEST_CASE("what is no folder with something to build is refused by name") {
  const TemporaryFolder folder;
  folder.file("file.txt", "x").file("text/notes.txt", "x");
  std::filesystem::create_directory(folder.path() / "empty");
  CHECK(about(folder, "missing") == "/missing: no such folder");
  CHECK(about(folder, "file.txt") == "/file.txt: not a folder: a submission is the folder with its source files");
  CHECK(about(folder, "empty") == "/empty: the folder is empty: there is nothing to build");
  CHECK(about(folder, "text") ==
        "/text: nothing here can be built: a submission has greet.c or swapcase.c, or a Makefile, or a submission.toml that says "
        "how it is built and started");
}

TEST_CASE("any way to build or to start one role is enough") {
  const auto is_fine = [](const std::string& name, const std::string& bytes) {
    const TemporaryFolder folder;
    folder.file(name, bytes);
    return about(folder).empty();
  };
  CHECK(is_fine("Makefile", ""));
  CHECK(is_fine("GNUmakefile", ""));
  CHECK(is_fine("swapcase.c", ""));
  CHECK(is_fine("greet", "#!/bin/sh\n"));
  CHECK(is_fine("submission.toml", "[roles]\ngreet = [\"python3\", \"greet.py\"]\n"));
  CHECK_FALSE(is_fine("greet",
                      "\x7f"
                      "ELF: a committed binary is not kept"));
  CHECK_FALSE(is_fine("greet.c/x", ""));
}

TEST_CASE("each wrong setting is refused at its place") {
  CHECK(about_settings("part = [\"A\"]\n") ==
        "/submission.toml:1:1: unknown key 'part' in submission.toml; did you mean 'parts'?");
  CHECK(about_settings("parts = [\"A\", \"D\"]\n") == "/submission.toml:1:15: unknown part 'D'; known are: A, B");
  CHECK(about_settings("parts = []\n") == "/submission.toml:1:9: 'parts' is empty: a submission does at least one part");
  CHECK(about_settings("parts = \"A\"\n") == "/submission.toml:1:9: 'parts' must be a list of parts, as [\"A\"], not a text");
  CHECK(about_settings("[roles]\ngret = [\"x\"]\n") ==
        "/submission.toml:2:1: unknown key 'gret' in [roles]; did you mean 'greet'?");
  CHECK(about_settings("[roles]\ngreet = []\n") == "/submission.toml:2:9: 'greet' must have at least one word");
  CHECK(about_settings("[build]\n") ==
        "/submission.toml:1:1: [build] needs the key 'command': a list of words, as [\"make\", \"all\"]");
  CHECK(about_settings("[build]\ncommand = \"make\"\n") ==
        "/submission.toml:2:11: 'command' must be a list of texts, not a text");
  CHECK(about_settings("[build]\ncommand = []\n") == "/submission.toml:2:11: 'command' must begin with the name of a program");
  CHECK(about_settings("[build\n").starts_with("/submission.toml:1:7: not valid TOML: "));
}
