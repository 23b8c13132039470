#include "cli/submissions.hpp"

#include "base/error.hpp"
#include "cli/test_folder.hpp"
#include "testing/catch.hpp"

using namespace ipcgrade;
using namespace ipcgrade::cli;

namespace {

model::Assignment greet() {
  model::Assignment assignment;
  assignment.roles = {{"greet", {{"./greet"}}, model::AtEnd::exits, "cc -o greet greet.c", {"greet.c"}}};
  return assignment;
}

}  // namespace

TEST_CASE("a folder with a role's source, a build file or a submission.toml is a submission") {
  for (const char* name : {"greet.c", "Makefile", "submission.toml"}) {
    const TestFolder folder;
    folder.file(name);
    CHECK(one_submission(folder.path(), greet()).folder == folder.path());
  }
}

TEST_CASE("what is no submission is refused with what is expected") {
  const TestFolder folder;
  const std::string& path = folder.path();
  CHECK_THROWS_WITH(one_submission(path, greet()), "'" + path + "' is empty: expected a Makefile, a submission.toml, or greet.c");
  folder.file("notes.txt");
  CHECK_THROWS_WITH(one_submission(path, greet()),
                    "'" + path + "' holds no submission: expected a Makefile, a submission.toml, or greet.c");
  CHECK_THROWS_WITH(one_submission(path + "/notes.txt", greet()), "'" + path + "/notes.txt' is a file: a submission is a folder");
  CHECK_THROWS_WITH(one_submission(path + "/none", greet()), "'" + path + "/none' does not exist");
}
