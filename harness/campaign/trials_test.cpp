#include "campaign/trials.hpp"

#include <condition_variable>
#include <mutex>

#include "base/error.hpp"
#include "testing/catch.hpp"

using namespace ipcgrade;
using namespace ipcgrade::campaign;

namespace {

std::vector<model::BuildOrder> orders(const std::vector<std::string>& commands) {
  std::vector<model::BuildOrder> all;
  for (const std::string& command : commands) all.push_back({"/nowhere", {command}, {}, {}});
  return all;
}

model::BuildResult built(const model::BuildOrder& order) { return {true, order.commands.at(0), "", "", false, {}}; }

}  // namespace

TEST_CASE("builds run side by side, and their results come in the order of the orders") {
  std::mutex mutex;
  std::condition_variable changed;
  int inside = 0;
  Tools tools;
  tools.build = [&](const model::BuildOrder& order) {
    std::unique_lock lock(mutex);
    ++inside;
    changed.notify_all();
    // One after the other they would wait for each other in vain; the limit turns that into a failure instead of a hang.
    const bool met = changed.wait_for(lock, std::chrono::seconds(10), [&] { return inside == 2; });
    model::BuildResult result = built(order);
    result.ok = met;
    return std::vector<model::BuildResult>{result};
  };
  Quiet quiet;
  const auto results = run_builds(orders({"one", "two"}), 2, tools, quiet, {});
  REQUIRE(results.size() == 2);
  CHECK((results[0].ok && results[1].ok));
  CHECK(results[0].command == "one");
  CHECK(results[1].command == "two");
}

TEST_CASE("with one processor builds run one after the other") {
  int inside = 0;
  int most = 0;
  Tools tools;
  tools.build = [&](const model::BuildOrder& order) {
    most = std::max(most, ++inside);
    --inside;
    return std::vector<model::BuildResult>{built(order)};
  };
  Quiet quiet;
  CHECK(run_builds(orders({"one", "two", "three"}), 1, tools, quiet, {}).size() == 3);
  CHECK(most == 1);
}

TEST_CASE("what a build throws goes on to the caller, whichever thread it was in") {
  Tools tools;
  tools.build = [](const model::BuildOrder& order) -> std::vector<model::BuildResult> {
    if (order.commands.at(0) == "bad") throw base::InputError({}, "bad order");
    return {built(order)};
  };
  Quiet quiet;
  CHECK_THROWS_WITH(run_builds(orders({"good", "bad", "good"}), 2, tools, quiet, {}), "bad order");
}

TEST_CASE("who used up its processor time is asked once more, alone, before it counts") {
  using model::VerdictClass;
  std::vector<VerdictClass> said = {VerdictClass::runaway, VerdictClass::passed};
  int runs = 0;
  Tools tools;
  tools.run_trial = [&](const model::Trial&, int) {
    model::Trace trace;
    ++runs;
    if (said.front() == VerdictClass::runaway)
      trace.events.push_back({model::nobody, model::nobody, model::LimitHit{model::LimitName::cpu, 1}});
    return trace;
  };
  tools.judge = [&](const model::Trial&, const model::Trace&) {
    model::Verdict verdict;
    verdict.verdict = said.front();
    if (said.size() > 1) said.erase(said.begin());
    return model::Verdicts{verdict};
  };
  Quiet quiet;
  model::ScenarioResult result;
  static_cast<void>(run_scenario({}, 0, tools, quiet, {}, result));
  CHECK(result.outcome == model::Outcome::passed);
  CHECK(runs == 2);
  said = {VerdictClass::runaway};
  static_cast<void>(run_scenario({}, 0, tools, quiet, {}, result));
  CHECK(result.outcome == model::Outcome::failed);
  CHECK(runs == 4);
}
