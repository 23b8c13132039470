#include "campaign/cpus.hpp"

#include "testing/catch.hpp"

using namespace ipcgrade::campaign;

TEST_CASE("there is at least one CPU to run on") { CHECK_FALSE(allowed_cpus().empty()); }

TEST_CASE("a pool has a thread a CPU unless it is told otherwise") {
  CHECK(cpus_for(0, {2, 5}) == std::vector<int>{2, 5});
  CHECK(cpus_for(1, {2, 5}) == std::vector<int>{2});
  CHECK(cpus_for(3, {2, 5}) == std::vector<int>{2, 5, 2});
}

TEST_CASE("many submissions take a CPU each, few share them all out") {
  CHECK(lanes({0, 1, 2}, 100) == std::vector<std::vector<int>>{{0}, {1}, {2}});
  CHECK(lanes({0, 1, 2}, 2) == std::vector<std::vector<int>>{{0, 2}, {1}});
  CHECK(lanes({0, 1}, 0) == std::vector<std::vector<int>>{{0, 1}});
}
