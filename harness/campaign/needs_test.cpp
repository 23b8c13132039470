#include "campaign/needs.hpp"

#include "testing/catch.hpp"

using namespace ipcgrade;
using namespace ipcgrade::campaign;
using model::Outcome;

namespace {

model::Scenario scenario(std::string name, std::vector<std::string> needs = {}) {
  model::Scenario value;
  value.name = std::move(name);
  value.needs = std::move(needs);
  return value;
}

}  // namespace

TEST_CASE("a scenario waits for those it needs, the others keep the suite's order") {
  const std::vector<model::Scenario> suite = {scenario("a", {"c"}), scenario("b"), scenario("c")};
  Needs needs(suite, {});
  CHECK(needs.take()->index == 1);
  CHECK(needs.take()->index == 2);
  CHECK_FALSE(needs.take());
  CHECK_FALSE(needs.all_given());
  needs.settle(2, Outcome::passed);
  const auto turn = needs.take();
  CHECK(turn->index == 0);
  CHECK_FALSE(turn->refusal);
  CHECK(needs.all_given());
}

TEST_CASE("a slow scenario begins first, after what it needs") {
  std::vector<model::Scenario> suite = {scenario("a"), scenario("b"), scenario("c", {"b"}), scenario("d")};
  suite[2].slow = true;
  Needs needs(suite, {});
  CHECK(needs.take()->index == 1);
  CHECK(needs.take()->index == 0);
  needs.settle(1, Outcome::passed);
  CHECK(needs.take()->index == 2);
  CHECK(needs.take()->index == 3);
}

TEST_CASE("what a failed scenario was needed for is skipped, and so is what needs that") {
  const std::vector<model::Scenario> suite = {scenario("a"), scenario("b", {"a"}), scenario("c", {"b"})};
  Needs needs(suite, {});
  needs.settle(needs.take()->index, Outcome::failed);
  const auto second = needs.take();
  CHECK(second->refusal->outcome == Outcome::skipped);
  CHECK(second->refusal->reason == "needs a, which failed");
  needs.settle(second->index, Outcome::skipped);
  CHECK(needs.take()->refusal->reason == "needs b, which was skipped");
}

TEST_CASE("what an inconclusive scenario was needed for is inconclusive, not skipped") {
  const std::vector<model::Scenario> suite = {scenario("a"), scenario("b", {"a"})};
  Needs needs(suite, {});
  needs.settle(needs.take()->index, Outcome::inconclusive);
  CHECK(needs.take()->refusal->outcome == Outcome::inconclusive);
}

TEST_CASE("undeclared and not applicable scenarios do not stand in the way") {
  const std::vector<model::Scenario> suite = {scenario("a"), scenario("b"), scenario("c", {"a", "b"})};
  Needs needs(suite, {});
  needs.settle(needs.take()->index, Outcome::not_declared);
  needs.settle(needs.take()->index, Outcome::not_applicable);
  CHECK_FALSE(needs.take()->refusal);
}

TEST_CASE("a scenario asked for by name runs without those it needs") {
  const std::vector<model::Scenario> suite = {scenario("a"), scenario("b", {"a"})};
  Needs needs(suite, {"b"});
  CHECK(needs.take()->index == 1);
  CHECK(needs.all_given());
}

TEST_CASE("scenarios that need each other are the author's mistake") {
  const std::vector<model::Scenario> suite = {scenario("a"), scenario("b", {"c"}), scenario("c", {"b"})};
  CHECK_THROWS_AS(Needs(suite, {}), base::InputError);
}
