// What students are given, byte for byte.
#include "cli/typed_program.hpp"
#include "testing/catch.hpp"

#include <filesystem>

using namespace ipcgrade::cli;
namespace fs = std::filesystem;

namespace {

constexpr const char* hidden =
    "[scenario]\ntitle = \"Zebra title\"\npart = \"A\"\npoints = 1\nvisibility = \"hidden\"\n"
    "hint = \"Zebra hint\"\n[[step]]\nstart = \"greet\"\n[[step]]\n"
    "expect = { process = \"greet\", exit = 0 }\n";

// A project of one task, with a scenario that is hidden and one that is shown after the due date.
void make_project(const TestFolder& folder) {
  for (const char* kind : {"assignments", "suites"}) folder.folder(kind);
  const fs::path from = IPCGRADE_SOURCE_DIR;
  fs::copy(from / "assignments/pipe", folder.path() + "/assignments/pipe", fs::copy_options::recursive);
  fs::copy(from / "suites/pipe", folder.path() + "/suites/pipe", fs::copy_options::recursive);
  folder.folder("reference/pipe/good");
  fs::copy(from / "reference/pipe/good/blocking", folder.path() + "/reference/pipe/good/blocking");
  std::string late = hidden;
  folder.file("suites/pipe/zebra-hidden.toml", late);
  late.replace(late.find("\"hidden\""), 8, "\"after_due_date\"");
  folder.file("suites/pipe/zebra-late.toml", late);
  folder.file("suites/pipe/zebra-bytes.bin", "zebra payload");
}

// "55 of 57 scenarios of pipe": all but the two that are not for students.
std::string shown_of_all() {
  std::size_t all = 0;
  for (const auto& entry : fs::directory_iterator(fs::path(IPCGRADE_SOURCE_DIR) / "suites/pipe"))
    if (entry.path().extension() == ".toml") ++all;
  return std::to_string(all) + " of " + std::to_string(all + 2) + " scenarios of pipe";
}

Outcome kit(const TestFolder& folder) { return type({"--root", folder.path(), "kit", "pipe", "--out", folder.path() + "/kit"}); }

// Every file's path and bytes, the program's too.
std::string all_bytes(const std::string& folder) {
  std::string all;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    all += entry.path().lexically_relative(folder).string() + "\n";
    if (entry.is_regular_file()) all += content(entry.path().string());
  }
  return all;
}

}  // namespace

TEST_CASE("a kit has the handout, the skeleton, the program and the visible scenarios with what they read") {
  const TestFolder folder;
  make_project(folder);
  const Outcome made = kit(folder);
  CHECK(made.status == 0);
  CHECK(made.output.find(shown_of_all()) != std::string::npos);
  for (const char* name :
       {"README.md", "START-HERE.md", "skeleton/greet.c", "bin/ipcgrade", "share/ipcgrade/assignments/pipe/assignment.toml",
        "share/ipcgrade/suites/pipe/greet-default.toml", "share/ipcgrade/suites/pipe/all-bytes.bin"})
    CHECK(fs::exists(folder.path() + "/kit/" + name));
  CHECK_FALSE(fs::exists(folder.path() + "/kit/reference"));
}

TEST_CASE("a kit brings what is translated: the titles of the task and its parts, titles and hints of visible scenarios") {
  const TestFolder folder;
  make_project(folder);
  folder.file("suites/pipe/lang/ko.toml",
              "[assignment]\ntitle = \"T\"\nparts.A = \"P\"\n[greet-default]\ntitle = \"1\"\n[zebra-hidden]\ntitle = \"2\"\n");
  REQUIRE(kit(folder).status == 0);
  CHECK(content(folder.path() + "/kit/share/ipcgrade/suites/pipe/lang/ko.toml") ==
        "[assignment]\ntitle = \"T\"\nparts.A = \"P\"\n[greet-default]\ntitle = \"1\"\n");
}

TEST_CASE("not a byte of a kit tells of a scenario that is kept back") {
  const TestFolder folder;
  make_project(folder);
  REQUIRE(kit(folder).status == 0);
  const std::string bytes = all_bytes(folder.path() + "/kit");
  CHECK(bytes.size() > 1'000'000);  // the program is among them
  for (const char* word : {"zebra", "Zebra"}) CHECK(bytes.find(word) == std::string::npos);
}

TEST_CASE("a kit that would name what is kept back is not made, and the place is told") {
  const TestFolder folder;
  make_project(folder);
  folder.file("assignments/pipe/notes.md", "one\nsee zebra-late for more\n");
  const Outcome refused = kit(folder);
  CHECK(refused.status == 2);
  CHECK(refused.output.find("assignments/pipe/notes.md:2:1: students would read the name of 'zebra-late'") != std::string::npos);
  CHECK_FALSE(fs::exists(folder.path() + "/kit"));
}

TEST_CASE("a visible scenario that needs a hidden one, and a link out of the handout, make no kit either") {
  const TestFolder folder;
  make_project(folder);
  std::string text = content(folder.path() + "/suites/pipe/greet-default.toml");
  text.insert(text.find("points"), "needs = [\"zebra-hidden\"]\n");
  folder.file("suites/pipe/greet-default.toml", text);
  CHECK(kit(folder).output.find("greet-default.toml:4:1: students would read") != std::string::npos);
  const TestFolder other;
  make_project(other);
  fs::create_symlink(other.path() + "/reference", other.path() + "/assignments/pipe/solution");
  CHECK(kit(other).output.find("a kit takes no symbolic link") != std::string::npos);
}

TEST_CASE("a kit is not mixed with what is there") {
  const TestFolder folder;
  make_project(folder);
  folder.file("kept");
  CHECK(type({"--root", folder.path(), "kit", "pipe", "--out", folder.path()}).status == 2);
  CHECK(type({"--root", folder.path(), "kit", "pip", "--out", folder.path() + "/kit"}).status == 2);
}

TEST_CASE("kits can be made of all our tasks, and bring what is put beside a submission") {
  for (const char* task : {"pipe", "shm", "mailbox", "socket", "rpc", "textbook"}) {
    const TestFolder folder;
    CHECK(type({"kit", task, "--out", folder.path() + "/kit"}).status == 0);
    const std::string root = folder.path() + "/kit/share/ipcgrade";
    CHECK(type({"--root", root, "list", task}).status == 0);
  }
}
