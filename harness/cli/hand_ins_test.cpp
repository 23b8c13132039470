#include "cli/hand_ins.hpp"

#include <cstdlib>

#include "base/error.hpp"
#include "cli/content_hash.hpp"
#include "cli/test_folder.hpp"
#include "testing/catch.hpp"

using namespace ipcgrade;
using namespace ipcgrade::cli;
namespace fs = std::filesystem;

namespace {

model::Assignment greet() {
  model::Assignment assignment;
  assignment.roles = {{"greet", {{"./greet"}}, model::AtEnd::exits, "cc -o greet greet.c", {"greet.c"}}};
  return assignment;
}

// `tar` is on every machine that builds submissions.
void pack(const TestFolder& folder, const std::string& archive, const std::string& from) {
  const std::string command = "tar -czf '" + folder.path() + "/" + archive + "' -C '" + folder.path() + "/" + from + "' .";
  if (std::system(command.c_str()) != 0) throw std::runtime_error("no tar: " + command);
}

std::string ready(const TestFolder& folder, const std::string& name) {
  for (const intake::HandIn& one : handed_in(folder.path() + "/class", greet(), "").all.submissions)
    if (one.name == name) return ready_folder(one, greet(), folder.path() + "/unpacked");
  throw std::runtime_error("no submission is called " + name);
}

}  // namespace

TEST_CASE("an archive is unpacked, folders that only wrap something are gone through, and an archive in a folder, too") {
  const TestFolder folder;
  folder.folder("files/pipe/src");
  folder.file("files/pipe/src/greet.c");
  folder.folder("class/Ann Lee_7_assignsubmission_file_");
  pack(folder, "class/bob.tar.gz", "files");
  pack(folder, "class/Ann Lee_7_assignsubmission_file_/pipe.tgz", "files");
  folder.folder("class/cy/inner");
  folder.file("class/cy/inner/greet.c");
  for (const char* name : {"bob", "Ann Lee_7", "cy"}) CHECK(fs::exists(ready(folder, name) + "/greet.c"));
  CHECK(fs::exists(ready(folder, "bob") + "/greet.c"));  // again, over what was unpacked before
}

TEST_CASE("Canvas's single files become one folder, with the names that the student gave them") {
  const TestFolder folder;
  folder.folder("class");
  folder.file("class/lee_1_10_greet-1.c");
  folder.file("class/lee_1_11_util.h");
  const std::string made = ready(folder, "lee_1");
  CHECK(fs::exists(made + "/greet.c"));
  CHECK(fs::exists(made + "/util.h"));
}

TEST_CASE("an export of a whole class may be given as the archive that it comes in") {
  const TestFolder folder;
  for (const char* name : {"ann", "bob"}) {
    folder.folder(std::string("export/") + name);
    folder.file(std::string("export/") + name + "/greet.c");
  }
  pack(folder, "submissions.tar.gz", "export");
  const HandedIn all = handed_in(folder.path() + "/submissions.tar.gz", greet(), "");
  REQUIRE(all.all.submissions.size() == 2);
  CHECK(all.all.submissions[1].name == "bob");
  pack(folder, "ann.tar.gz", "export/ann");
  const HandedIn one = handed_in(folder.path() + "/ann.tar.gz", greet(), "");
  REQUIRE(one.all.submissions.size() == 1);
  CHECK(one.all.submissions[0].name == "ann");
}

TEST_CASE("each folder in a folder of submissions is one, the results' own is none, and a submission alone is one") {
  const TestFolder folder;
  for (const char* name : {"bob", "alice", ".git", "out"}) folder.folder(name);
  folder.file("list.csv");
  const HandedIn all = handed_in(folder.path(), greet(), folder.path() + "/out");
  REQUIRE(all.all.submissions.size() == 2);
  CHECK(all.all.submissions[0].name == "alice");
  CHECK(all.all.ignored == std::vector<std::string>{"list.csv"});
  folder.file("bob/Makefile");
  CHECK(handed_in(folder.path() + "/bob", greet(), "").all.submissions.size() == 1);
}

TEST_CASE("a folder without any submission is refused") {
  const TestFolder folder;
  folder.file("notes.txt");
  CHECK_THROWS_WITH(handed_in(folder.path(), greet(), ""),
                    "'" + folder.path() + "' holds no submission: expected a Makefile, a submission.toml, or greet.c");
  CHECK_THROWS_AS(handed_in(folder.path() + "/none", greet(), ""), base::InputError);
}

TEST_CASE("a submission's content changes with a name, a byte, a link or the right to be executed, and with nothing else") {
  const TestFolder folder;
  folder.folder("ann");
  folder.file("ann/greet.c", "one");
  intake::HandIn ann;
  ann.folder = folder.path() + "/ann";
  std::string before = content_of(ann);
  const auto changed = [&] { return std::exchange(before, content_of(ann)) != before; };
  folder.file("ann/greet.c", "one");
  CHECK_FALSE(changed());
  folder.file("ann/greet.c", "two");
  CHECK(changed());
  fs::rename(ann.folder + "/greet.c", ann.folder + "/greet2.c");
  CHECK(changed());
  fs::permissions(ann.folder + "/greet2.c", fs::perms::owner_exec, fs::perm_options::add);
  CHECK(changed());
  fs::create_symlink("x", ann.folder + "/link");
  CHECK(changed());
  fs::remove(ann.folder + "/link");
  fs::create_symlink("y", ann.folder + "/link");
  CHECK(changed());
}
