#include "model/object.hpp"

#include <set>

#include "model/verdict.hpp"
#include "testing/catch.hpp"

using namespace ipcgrade::model;

TEST_CASE("the words for waitable kinds are unique and leave out what never makes anyone wait") {
  std::set<std::string_view> names;
  for (const ObjectKind kind : waitable_kinds()) CHECK(names.insert(name_of(kind)).second);
  CHECK(names.count("pipe") == 1);
  CHECK(names.count("file") == 0);
}

TEST_CASE("a verdict's slug leads back to it, and an unknown one to nothing") {
  CHECK(verdict_from_slug(slug_of(VerdictClass::busy_wait)) == VerdictClass::busy_wait);
  CHECK_FALSE(verdict_from_slug("nonsense").has_value());
}

TEST_CASE("the machine's trouble is never the student's") {
  CHECK(blame_of(VerdictClass::inconclusive) == Blame::machine);
  CHECK(blame_of(VerdictClass::deadlock) == Blame::student);
}
