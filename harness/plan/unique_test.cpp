#include "plan/unique.hpp"

#include <set>

#include "model/placeholder.hpp"
#include "testing/catch.hpp"

using ipcgrade::plan::Unique;
using ipcgrade::plan::unique_values;

TEST_CASE("no two trials of a run share a path, a name, a port or a seed") {
  std::set<std::string> values;
  std::set<std::uint64_t> seeds;
  for (std::size_t index = 0; index < 3000; ++index) {
    const Unique unique = unique_values(42, "ann", index);
    for (const std::string_view placeholder : ipcgrade::model::trial_placeholders)
      CHECK(values.insert(unique.values.at(std::string(placeholder))).second);
    CHECK(seeds.insert(unique.seed).second);
  }
}

TEST_CASE("ports stay in their range, and names are ones that the kernel takes") {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    const Unique unique = unique_values(seed, "ann", 9990 + seed);
    const int port = std::stoi(unique.values.at("port"));
    CHECK(port >= 20'000);
    CHECK(port <= 29'999);
    CHECK(std::stoi(unique.values.at("port2")) == port - 10'000);
    CHECK(unique.values.at("group").starts_with("239.255."));
    CHECK(unique.values.at("name").find('/', 1) == std::string::npos);
    CHECK(unique.values.at("name").size() == std::string("/ipcgrade-").size() + 12);
  }
}

TEST_CASE("the values of a trial never change") {
  const Unique unique = unique_values(1, "ann", 2);
  CHECK(unique.seed == 0x7b327afb680df411U);
  CHECK(unique.values.at("path") == "/tmp/ipcgrade-b37d41d10002-fifo");
  CHECK(unique.values.at("name") == "/ipcgrade-b37d41d10002");
  CHECK(unique.values.at("name2") == "/ipcgrade-b37d41d10002-2");
  CHECK(unique.values.at("port") == "24800");
  CHECK(unique.values.at("port2") == "14800");
  CHECK(unique.values.at("group") == "239.255.19.51");
}
