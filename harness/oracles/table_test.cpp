#include "oracles/table.hpp"

#include <set>
#include <string>

#include "model/oracle_names.hpp"
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

TEST_CASE("the guards of the scenario language are the oracles judged where named, in the same order and words") {
  std::vector<Oracle> named;
  for (const Oracle& oracle : table())
    if (oracle.judged == Judged::where_named) named.push_back(oracle);
  REQUIRE(named.size() == ipcgrade::model::guards().size());
  for (std::size_t i = 0; i < named.size(); ++i) {
    CHECK(named[i].name == ipcgrade::model::guards()[i].name);
    CHECK(named[i].summary == ipcgrade::model::guards()[i].summary);
  }
  for (const std::string& name : ipcgrade::model::guard_names()) CHECK(find(name) != nullptr);
}
