#include "campaign/builds.hpp"

#include <filesystem>
#include <fstream>

#include "testing/catch.hpp"

using namespace ipcgrade;
using namespace ipcgrade::campaign;
namespace fs = std::filesystem;

namespace {

class Folder {
 public:
  Folder() {
    std::string pattern = (fs::temp_directory_path() / "ipcgrade-test-XXXXXX").string();
    path_ = mkdtemp(pattern.data());
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { fs::remove_all(path_); }

  void file(const std::string& name, fs::perms mode = fs::perms::owner_read) const {
    std::ofstream(path_ + "/" + name) << "x";
    fs::permissions(path_ + "/" + name, mode);
  }
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

constexpr fs::perms program = fs::perms::owner_read | fs::perms::owner_exec;

model::Role role(const std::string& name) {
  return {name, {{"./" + name}, {"{args}"}}, model::AtEnd::exits, "cc -o " + name + " " + name + ".c", {name + ".c"}};
}

model::Submission two_roles() {
  model::Submission submission;
  submission.roles = {role("greet"), role("swapcase")};
  return submission;
}

model::BuildResult failed(const std::string& command) { return {false, command, "", "ended with status 1", false, {}}; }

}  // namespace

TEST_CASE("without a build file each role is built from its own source, where that is there") {
  const Folder folder;
  folder.file("greet.c");
  const auto planned = planned_builds(two_roles(), folder.path());
  REQUIRE(planned.size() == 1);
  CHECK(planned[0].command == "cc -o greet greet.c");
  CHECK(planned[0].roles == std::vector<std::string>{"greet"});
}

TEST_CASE("a makefile goes before the roles' own commands, submission.toml before both") {
  const Folder folder;
  folder.file("greet.c");
  folder.file("makefile");
  auto submission = two_roles();
  CHECK(planned_builds(submission, folder.path()).at(0).command == "make -k");
  submission.build_command = {"sh", "build it.sh"};
  CHECK(planned_builds(submission, folder.path()).at(0).command == "sh 'build it.sh'");
}

TEST_CASE("a role that does not build fails alone") {
  const Folder folder;
  folder.file("greet", program);
  const std::vector<PlannedBuild> planned = {{"make -k", {"greet", "swapcase"}}};
  const auto troubles = role_troubles(two_roles(), folder.path(), planned, {failed("make -k")});
  REQUIRE(troubles.size() == 1);
  CHECK(troubles.at("swapcase").verdict == model::VerdictClass::build_failed);
  CHECK(troubles.at("swapcase").sentence == "swapcase was not built: 'make -k' failed");
}

TEST_CASE("a build that fails by the machine's fault is inconclusive") {
  const Folder folder;
  auto result = failed("make -k");
  result.machine = true;
  const auto troubles = role_troubles(two_roles(), folder.path(), {{"make -k", {"greet", "swapcase"}}}, {result});
  CHECK(troubles.at("greet").verdict == model::VerdictClass::inconclusive);
}

TEST_CASE("a program that nothing made cannot be started, and the verdict says why") {
  const Folder folder;
  const model::BuildResult built{true, "make -k", "", "", false, {}};
  CHECK(role_troubles(two_roles(), folder.path(), {{"make -k", {"greet", "swapcase"}}}, {built}).at("greet").sentence ==
        "./greet is missing: 'make -k' did not make it");
  const auto none = role_troubles(two_roles(), folder.path(), {}, {});
  CHECK(none.at("greet").verdict == model::VerdictClass::not_executable);
  CHECK(none.at("greet").sentence == "./greet is missing: there is neither a Makefile nor greet.c");
}

TEST_CASE("a script without the permission to execute cannot be started") {
  const Folder folder;
  folder.file("greet");
  auto submission = two_roles();
  submission.roles.pop_back();
  CHECK(role_troubles(submission, folder.path(), {}, {}).at("greet").sentence ==
        "./greet may not be executed: give it the permission (chmod +x ./greet)");
}

TEST_CASE("a role that an interpreter runs needs no program of its own, but a build that succeeds") {
  const Folder folder;
  auto submission = two_roles();
  submission.roles = {{"greet", {{"java"}, {"Greet"}}, model::AtEnd::exits, "", {}}};
  CHECK(role_troubles(submission, folder.path(), {}, {}).empty());
  CHECK(role_troubles(submission, folder.path(), {{"javac Greet.java", {"greet"}}}, {failed("javac Greet.java")}).size() == 1);
}
