#include "intake/collect.hpp"

#include "intake/gradescope.hpp"
#include "testing/catch.hpp"
#include "testing/temporary_folder.hpp"

using namespace ipcgrade;
using namespace ipcgrade::intake;
using testing::TemporaryFolder;

namespace {

std::vector<std::string> names(const Collected& all) {
  std::vector<std::string> found;
  for (const HandIn& one : all.submissions) found.push_back(one.name);
  return found;
}

}  // namespace

TEST_CASE("folders and archives are submissions, a student's files from Canvas are one, and other files are left alone") {
  const Collected all = grouped("/s", {{"ann", Entry::folder},
                                       {"bob.zip", Entry::file},
                                       {"lee_1_10_greet.c", Entry::file},
                                       {"lee_1_11_swapcase.c", Entry::file},
                                       {"list.csv", Entry::file}});
  CHECK(names(all) == std::vector<std::string>{"ann", "bob", "lee_1"});
  REQUIRE(all.submissions[2].files.size() == 2);
  CHECK(all.submissions[2].files[1].name == "swapcase.c");
  CHECK(all.submissions[2].files[1].path == "/s/lee_1_11_swapcase.c");
  CHECK(all.ignored == std::vector<std::string>{"list.csv"});
}

TEST_CASE("two submissions of one name keep apart") {
  const Collected all = grouped("/s", {{"ann", Entry::folder}, {"ann.zip", Entry::file}});
  CHECK(names(all) == std::vector<std::string>{"ann", "ann.zip"});
  CHECK(all.submissions[0].naming.stated == all.submissions[1].naming.stated);
}

TEST_CASE("Gradescope's metadata say who handed in and when") {
  const TemporaryFolder folder;
  folder.file("submission_1/x.c", "").file("submission_2/x.c", "").file(".hidden/x.c", "");
  folder.file(
      "submission_metadata.yml",
      "---\nsubmission_1:\n  :submitters:\n  - :name: Ann Lee\n    :sid: 's1'\n    :email: a@x.org\n  - :name: \"Bo\"\n"
      "    :sid: s2\n  :created_at: 2026-11-21 10:00:00.463803000 Z\n  :results:\n    :output: |\n      :submitters:\n"
      "  :history:\n  - :id: 3\n    :created_at: 2020-01-01 00:00:00 Z\nsubmission_9:\n  :submitters:\n  - :name: Nobody\n");
  const Collected all = collect(folder.path().string(), "");
  REQUIRE(names(all) == std::vector<std::string>{"submission_1", "submission_2"});
  const Naming& first = all.submissions[0].naming;
  CHECK(first.claims == std::vector<Claim>{{"", "s1", "", "a@x.org", "Ann Lee"}, {"", "s2", "", "", "Bo"}});
  CHECK(first.handed_in == model::Instant(std::chrono::seconds(1795255200)));
  CHECK(all.submissions[1].naming.claims.empty());
  CHECK(all.ignored.empty());
}
