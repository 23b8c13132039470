#include "base/spelling.hpp"

#include "testing/catch.hpp"

using ipcgrade::base::closest;
using ipcgrade::base::suggestion;

TEST_CASE("a letter too many, too few, wrong or swapped still finds the name") {
  const std::vector<std::string> verbs{"start", "until", "expect", "close_input"};
  CHECK(closest("startt", verbs) == "start");
  CHECK(closest("expct", verbs) == "expect");
  CHECK(closest("untol", verbs) == "until");
  CHECK(closest("utnil", verbs) == "until");
}

TEST_CASE("a name that resembles nothing gets the list instead of a wild guess") {
  CHECK(closest("zzz", {"start", "until"}).empty());
  CHECK(suggestion("zzz", {"start", "until"}) == "; known are: start, until");
  CHECK(suggestion("zzz", {}).empty());
}
