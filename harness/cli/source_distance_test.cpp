#include "cli/source_distance.hpp"

#include "base/error.hpp"
#include "cli/test_folder.hpp"
#include "testing/catch.hpp"

using namespace ipcgrade;
using namespace ipcgrade::cli;

namespace {

std::size_t between(std::vector<std::string> parent, std::vector<std::string> mutant) {
  return changed_lines({{"a.c", std::move(parent)}}, {{"a.c", std::move(mutant)}});
}

}  // namespace

TEST_CASE("equal sources are no distance apart") { CHECK(between({"a", "b"}, {"a", "b"}) == 0); }

TEST_CASE("a changed line counts once, and so do a removed and an added one") {
  CHECK(between({"a", "b", "c"}, {"a", "x", "c"}) == 1);
  CHECK(between({"a", "b", "c"}, {"a", "c"}) == 1);
  CHECK(between({"a", "c"}, {"a", "b", "c"}) == 1);
}

TEST_CASE("of a replaced stretch the longer side counts, and stretches add up") {
  CHECK(between({"a", "b", "c", "d"}, {"a", "x", "y", "z", "d"}) == 3);
  CHECK(between({"a", "b", "c", "d", "e"}, {"x", "b", "c", "d", "y"}) == 2);
  CHECK(between({"a", "k", "b", "k", "c"}, {"k", "k"}) == 3);
}

TEST_CASE("a file that only the mutant has counts whole, and one that it leaves out does not count") {
  CHECK(changed_lines({{"a.c", {"1", "2"}}}, {{"a.c", {"1", "2"}}, {"Makefile", {"3", "4"}}}) == 2);
  CHECK(changed_lines({{"a.c", {"1", "2"}}, {"b.c", {"3"}}}, {{"a.c", {"1", "2"}}}) == 0);
}

TEST_CASE("the sources of a folder are all its files but those that say what it is") {
  const TestFolder folder;
  folder.folder("src");
  folder.file("src/greet.c", "int main;\n\n");
  folder.file("expect.toml", "bug = 1\n");
  folder.file("submission.toml", "parts = [\"A\"]\n");
  CHECK(read_sources(folder.path()) == Sources{{"src/greet.c", {"int main;", ""}}});
  CHECK_THROWS_AS(read_sources(folder.path() + "/none"), base::SystemError);
}
