#include "campaign/trials.hpp"

#include <cerrno>
#include <condition_variable>
#include <mutex>
#include <string>
#include <vector>

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

namespace {

// Fails with those events in its trace, then passes, or fails again. How often it was run.
int runs_of(const std::vector<model::Event>& events, model::VerdictClass second, model::Outcome becomes) {
  std::vector<model::VerdictClass> said = {model::VerdictClass::wrong_output, second};
  int runs = 0;
  Tools tools;
  tools.run_trial = [&](const model::Trial&, int) {
    model::Trace trace;
    if (++runs == 1) trace.events = events;
    return trace;
  };
  tools.judge = [&](const model::Trial&, const model::Trace&) {
    model::Verdict verdict;
    verdict.verdict = said.at(static_cast<std::size_t>(runs - 1));
    return model::Verdicts{verdict};
  };
  Quiet quiet;
  model::ScenarioResult result;
  static_cast<void>(run_scenario({}, 0, tools, quiet, {}, result));
  CHECK(result.outcome == becomes);
  return runs;
}

model::Event called(const char* name, std::int64_t result) {
  model::Called call;
  call.call = name;
  call.result = result;
  return {0, 0, call};
}

model::Event blocked(const char* name) { return {0, 0, model::BlockedIn{name, {}, {}}}; }

}  // namespace

TEST_CASE("who used up its processor time is asked once more, alone, before it counts") {
  using model::VerdictClass;
  const model::Event limit{model::nobody, model::nobody, model::LimitHit{model::LimitName::cpu, 1}};
  CHECK(runs_of({limit}, VerdictClass::passed, model::Outcome::passed) == 2);
  CHECK(runs_of({limit}, VerdictClass::wrong_output, model::Outcome::failed) == 2);
}

TEST_CASE("so is who failed after a wait that its own timeout ended, and nobody else") {
  using model::VerdictClass;
  CHECK(runs_of({blocked("poll"), called("poll", 0)}, VerdictClass::passed, model::Outcome::passed) == 2);
  CHECK(runs_of({blocked("recvfrom"), called("recvfrom", -EAGAIN)}, VerdictClass::passed, model::Outcome::passed) == 2);
  CHECK(runs_of({blocked("futex"), called("futex", -ETIMEDOUT)}, VerdictClass::wrong_output, model::Outcome::failed) == 2);
  CHECK(runs_of({called("poll", 0)}, VerdictClass::passed, model::Outcome::failed) == 1);  // it only looked
  CHECK(runs_of({blocked("read"), called("read", 0)}, VerdictClass::passed, model::Outcome::failed) == 1);
}
