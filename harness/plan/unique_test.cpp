#include "plan/unique.hpp"

#include <set>

#include "testing/catch.hpp"

using ipcgrade::plan::Unique;
using ipcgrade::plan::unique_values;

TEST_CASE("no two trials of a run share a path, a name, a port or a seed") {
  std::set<std::string> values;
  std::set<std::uint64_t> seeds;
  for (std::size_t index = 0; index < 3000; ++index) {
    const Unique unique = unique_values(42, "ann", index);
    for (const char* placeholder : {"path", "name", "port"}) CHECK(values.insert(unique.values.at(placeholder)).second);
    CHECK(seeds.insert(unique.seed).second);
  }
}

TEST_CASE("ports stay in their range, and names are ones that the kernel takes") {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    const Unique unique = unique_values(seed, "ann", 9990 + seed);
    const int port = std::stoi(unique.values.at("port"));
    CHECK(port >= 20'000);
    CHECK(port <= 29'999);
    CHECK(unique.values.at("name").find('/', 1) == std::string::npos);
    CHECK(unique.values.at("name").size() == std::string("/ipcgrade-").size() + 12);
  }
}

TEST_CASE("the values of a trial never change") {
  const Unique unique = unique_values(1, "ann", 2);
  CHECK(unique.seed == 0x7b327afb680df411U);
  CHECK(unique.values.at("path") == "/tmp/ipcgrade-b37d41d10002-fifo");
  CHECK(unique.values.at("name") == "/ipcgrade-b37d41d10002");
  CHECK(unique.values.at("port") == "24800");
}
