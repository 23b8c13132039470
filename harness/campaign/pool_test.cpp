#include "campaign/pool.hpp"

#include <atomic>
#include <latch>
#include <stdexcept>
#include <string>
#include <vector>

#include "testing/catch.hpp"

using namespace ipcgrade;
using namespace ipcgrade::campaign;

namespace {

std::vector<model::Scenario> scenarios(std::size_t count) {
  std::vector<model::Scenario> suite(count);
  for (std::size_t i = 0; i < count; ++i) suite[i].name = std::string(1, static_cast<char>('a' + i));
  return suite;
}

}  // namespace

TEST_CASE("a slow scenario leaves its CPU to the others while it lasts") {
  auto suite = scenarios(4);
  suite[1].slow = true;
  suite[2].slow = true;
  Needs needs(suite, {});
  std::latch others(2);
  std::atomic<int> made = 0;
  run_pool(needs, {0}, {}, [&](const Turn& turn, int cpu) {
    CHECK(cpu == 0);
    if (turn.slow) others.wait();
    if (!turn.slow) others.count_down();
    ++made;
    return model::Outcome::passed;
  });
  CHECK(made == 4);
}

TEST_CASE("what a slow scenario needs and is refused for makes nobody wait") {
  auto suite = scenarios(2);
  suite[1].slow = true;
  suite[1].needs = {"a"};
  Needs needs(suite, {});
  std::vector<bool> slow;
  run_pool(needs, {0}, {}, [&](const Turn& turn, int) {
    slow.push_back(turn.slow);
    return model::Outcome::failed;
  });
  CHECK(slow == std::vector<bool>{false, false});
}

TEST_CASE("an exception ends the pool and reaches its caller, from a slow scenario as well") {
  auto suite = scenarios(2);
  suite[0].slow = true;
  Needs needs(suite, {});
  const Perform perform = [](const Turn& turn, int) {
    if (turn.slow) throw std::runtime_error("trouble");
    return model::Outcome::passed;
  };
  CHECK_THROWS_WITH(run_pool(needs, {0, 0}, {}, perform), "trouble");
}
