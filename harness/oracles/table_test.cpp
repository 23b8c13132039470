#include "oracles/table.hpp"

#include <set>
#include <string>

#include "testing/catch.hpp"

using namespace ipcgrade::oracles;

TEST_CASE("every oracle has a name of its own, a summary and a function") {
  std::set<std::string_view> names;
  for (const Oracle& oracle : table()) {
    CHECK(names.insert(oracle.name).second);
    CHECK_FALSE(oracle.summary.empty());
    CHECK(oracle.function != nullptr);
    CHECK(find(oracle.name) == &oracle);
  }
  CHECK(find("no-luck") == nullptr);
}
