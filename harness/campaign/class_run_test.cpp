#include "campaign/fake_tools.hpp"
#include "testing/catch.hpp"

using namespace ipcgrade;
using namespace ipcgrade::campaign;
using model::VerdictClass;

namespace {

const std::vector<Entry> three = {{"ann", "/s/ann"}, {"bob", "/s/bob"}, {"cid", "/s/cid"}};

Progress& nobody_listens() {
  static Progress progress;
  return progress;
}

ClassOptions loading(std::vector<std::string>& ended) {
  return {[](const Entry& entry) { return fake_submission(entry.name); },
          [&ended](model::SubmissionResult& result) { ended.push_back(result.submission); }};
}

}  // namespace

TEST_CASE("a class is graded whole and comes back in its order") {
  FakeTools fake([](const model::Trial&) { return VerdictClass::passed; });
  std::vector<std::string> ended;
  const auto results = run_class(fake_suite({fake_scenario("a")}), three, fake.options({0, 1}), loading(ended), nobody_listens());
  REQUIRE(results.size() == 3);
  CHECK(results[0].submission == "ann");
  CHECK(results[2].submission == "cid");
  CHECK(ended.size() == 3);
}

TEST_CASE("one broken submission is its own result and stops nobody else") {
  FakeTools fake([](const model::Trial&) { return VerdictClass::passed; });
  std::vector<std::string> ended;
  auto class_options = loading(ended);
  class_options.load = [](const Entry& entry) {
    if (entry.name == "ann") throw base::InputError({"submission.toml", 2, 1}, "unknown key 'rols'");
    if (entry.name == "bob") throw base::SystemError(EACCES, "opening /s/bob");
    return fake_submission(entry.name);
  };
  const auto results = run_class(fake_suite({fake_scenario("a")}), three, fake.options(), class_options, nobody_listens());
  REQUIRE(results.size() == 3);
  CHECK(results[0].trouble == "submission.toml:2:1: unknown key 'rols'");
  CHECK_FALSE(results[0].machine);
  CHECK(results[1].machine);
  CHECK(results[2].scenarios.size() == 1);
  CHECK(ended.size() == 3);
}

TEST_CASE("a submission that was interrupted is no result") {
  std::stop_source source;
  FakeTools fake([&](const model::Trial&) -> VerdictClass {
    if (fake.ran.size() < 2) return VerdictClass::passed;
    source.request_stop();
    throw std::runtime_error("cancelled");
  });
  auto options = fake.options();
  options.cancelled = source.get_token();
  std::vector<std::string> ended;
  const auto results = run_class(fake_suite({fake_scenario("a")}), three, options, loading(ended), nobody_listens());
  CHECK(results.size() == 1);
  CHECK(ended == std::vector<std::string>{"ann"});
}

TEST_CASE("results that cannot be kept stop the class") {
  FakeTools fake([](const model::Trial&) { return VerdictClass::passed; });
  std::vector<std::string> ended;
  auto class_options = loading(ended);
  class_options.ended = [](model::SubmissionResult&) { throw base::SystemError(ENOSPC, "writing report.json"); };
  CHECK_THROWS_WITH(run_class(fake_suite({fake_scenario("a")}), three, fake.options(), class_options, nobody_listens()),
                    "writing report.json: No space left on device");
  CHECK(fake.ran.size() == 1);
}

TEST_CASE("scenarios that are known are not run again, and count for what needs them") {
  FakeTools fake([](const model::Trial&) { return VerdictClass::passed; });
  model::ScenarioResult known;
  known.scenario = "a";
  known.outcome = model::Outcome::failed;
  std::vector<Entry> entries = {{"ann", "/s/ann"}};
  entries[0].known.emplace("a", known);
  std::vector<std::string> ended;
  std::vector<std::string> settled;
  auto class_options = loading(ended);
  class_options.settled = [&](const Entry& entry, const model::ScenarioResult& result) {
    settled.push_back(entry.name + ": " + result.scenario);
  };
  const model::Suite suite = fake_suite({fake_scenario("a"), fake_scenario("b"), fake_scenario("c", {"a"})});
  const auto results = run_class(suite, entries, fake.options(), class_options, nobody_listens());
  CHECK(fake.ran == std::vector<std::string>{"b"});
  CHECK(settled == std::vector<std::string>{"ann: b", "ann: c"});
  REQUIRE(results.at(0).scenarios.size() == 3);
  CHECK(results[0].scenarios[0].outcome == model::Outcome::failed);
  CHECK(results[0].scenarios[2].outcome == model::Outcome::skipped);
}

TEST_CASE("a scenario that cannot be kept stops the class, and is no trouble of the submission's") {
  FakeTools fake([](const model::Trial&) { return VerdictClass::passed; });
  std::vector<std::string> ended;
  auto class_options = loading(ended);
  class_options.settled = [](const Entry&, const model::ScenarioResult&) {
    throw base::SystemError(ENOSPC, "using gradebook.db");
  };
  CHECK_THROWS_WITH(run_class(fake_suite({fake_scenario("a")}), three, fake.options(), class_options, nobody_listens()),
                    "using gradebook.db: No space left on device");
  CHECK(ended.empty());
  CHECK(fake.ran.size() == 1);
}
