#include "engine/scheduler/scheduler.hpp"

#include "testing/catch.hpp"

using namespace ipcgrade;
using engine::scheduler::next;

TEST_CASE("nobody who could run means no choice") { CHECK_FALSE(next(model::Policy::in_turn, {}, 3).has_value()); }

TEST_CASE("the turn goes round and passes over nobody") {
  CHECK(next(model::Policy::in_turn, {0, 2, 5}, model::nobody) == 0);
  CHECK(next(model::Policy::in_turn, {0, 2, 5}, 0) == 2);
  CHECK(next(model::Policy::in_turn, {0, 2, 5}, 2) == 5);
  CHECK(next(model::Policy::in_turn, {0, 2, 5}, 5) == 0);
}

TEST_CASE("a thread alone is chosen again") { CHECK(next(model::Policy::in_turn, {4}, 4) == 4); }
