#include "campaign/campaign.hpp"

#include <algorithm>
#include <latch>
#include <set>

#include "campaign/fake_tools.hpp"
#include "testing/catch.hpp"

using namespace ipcgrade;
using namespace ipcgrade::campaign;
using model::Outcome;
using model::VerdictClass;

namespace {

VerdictClass all_pass(const model::Trial&) { return VerdictClass::passed; }

Progress& nobody_listens() {
  static Progress progress;
  return progress;
}

}  // namespace

TEST_CASE("a result carries title, hint and the command that shows it again") {
  FakeTools fake(all_pass);
  const auto result = run_submission(fake_suite({fake_scenario("a")}), fake_submission(), fake.options(), nobody_listens());
  REQUIRE(result.scenarios.size() == 1);
  CHECK(result.scenarios[0].outcome == Outcome::passed);
  CHECK(result.scenarios[0].title == "title of a");
  CHECK(result.scenarios[0].hint == "hint for a");
  CHECK(result.scenarios[0].show_again == "ipcgrade explain a");
  CHECK(result.trouble.empty());
}

TEST_CASE("results come in the suite's order, whatever was finished first") {
  FakeTools fake(all_pass);
  const auto suite = fake_suite({fake_scenario("a", {"b"}), fake_scenario("b"), fake_scenario("c")});
  const auto result = run_submission(suite, fake_submission(), fake.options({0, 1, 2}), nobody_listens());
  REQUIRE(result.scenarios.size() == 3);
  CHECK(result.scenarios[0].scenario == "a");
  CHECK(result.scenarios[2].scenario == "c");
}

TEST_CASE("what needs a failed scenario is skipped without being run") {
  FakeTools fake([](const model::Trial&) { return VerdictClass::deadlock; });
  const auto result = run_submission(fake_suite({fake_scenario("a"), fake_scenario("b", {"a"})}), fake_submission(),
                                     fake.options({0, 1}), nobody_listens());
  CHECK(result.scenarios[0].outcome == Outcome::failed);
  CHECK(result.scenarios[1].outcome == Outcome::skipped);
  CHECK(result.scenarios[1].reason == "needs a, which failed");
  CHECK(fake.ran == std::vector<std::string>{"a"});
}

TEST_CASE("scenarios run at the same time, each thread on its own CPU") {
  std::latch both(2);
  FakeTools fake([&](const model::Trial&) {
    both.arrive_and_wait();  // never ends unless two trials run at once
    return VerdictClass::passed;
  });
  const auto result = run_submission(fake_suite({fake_scenario("a"), fake_scenario("b")}), fake_submission(),
                                     fake.options({4, 7}), nobody_listens());
  CHECK(result.scenarios.size() == 2);
  CHECK(std::set<int>(fake.cpus.begin(), fake.cpus.end()) == std::set<int>{4, 7});
}

TEST_CASE("an inconclusive trial is tried twice more, and passes if it then does") {
  int runs = 0;
  FakeTools fake([&](const model::Trial&) { return ++runs < 3 ? VerdictClass::inconclusive : VerdictClass::passed; });
  const auto result = run_submission(fake_suite({fake_scenario("a")}), fake_submission(), fake.options(), nobody_listens());
  CHECK(result.scenarios[0].outcome == Outcome::passed);
  CHECK(runs == 3);
}

TEST_CASE("trouble of the machine is inconclusive, never the student's") {
  FakeTools fake([](const model::Trial&) -> VerdictClass { throw base::SystemError(EAGAIN, "clone"); });
  const auto result = run_submission(fake_suite({fake_scenario("a")}), fake_submission(), fake.options(), nobody_listens());
  CHECK(result.scenarios[0].outcome == Outcome::inconclusive);
  CHECK(result.scenarios[0].verdicts[0].sentence == "clone: Resource temporarily unavailable");
  CHECK(fake.ran.size() == 3);
}

TEST_CASE("a failed trial is the student's at once: it is not tried again") {
  FakeTools fake([](const model::Trial&) { return VerdictClass::crash; });
  static_cast<void>(run_submission(fake_suite({fake_scenario("a")}), fake_submission(), fake.options(), nobody_listens()));
  CHECK(fake.ran.size() == 1);
}

TEST_CASE("a part that is not declared is not run") {
  FakeTools fake(all_pass);
  auto submission = fake_submission();
  submission.parts = {"A"};
  const auto suite = fake_suite({fake_scenario("a"), fake_scenario("b", {}, "B"), fake_scenario("c", {"b"})});
  const auto result = run_submission(suite, submission, fake.options(), nobody_listens());
  CHECK(result.scenarios[1].outcome == Outcome::not_declared);
  CHECK(result.scenarios[2].outcome == Outcome::passed);
  CHECK(fake.ran == std::vector<std::string>{"a", "c"});
}

TEST_CASE("a scenario asked for by name is run though its part is not declared") {
  FakeTools fake(all_pass);
  auto options = fake.options();
  options.scenarios = {"b"};
  auto submission = fake_submission();
  submission.parts = {"A"};
  const auto suite = fake_suite({fake_scenario("a"), fake_scenario("b", {}, "B")});
  CHECK(run_submission(suite, submission, options, nobody_listens()).scenarios.at(0).outcome == Outcome::passed);
}

TEST_CASE("where nobody wants to see what is not declared, naming a scenario does not run it either") {
  FakeTools fake(all_pass);
  auto options = fake.options();
  options.scenarios = {"b"};
  options.undeclared = Undeclared::never_run;
  auto submission = fake_submission();
  submission.parts = {"A"};
  const auto suite = fake_suite({fake_scenario("a"), fake_scenario("b", {}, "B")});
  CHECK(run_submission(suite, submission, options, nobody_listens()).scenarios.at(0).outcome == Outcome::not_declared);
  CHECK(fake.ran.empty());
}

TEST_CASE("one scenario asked for by name is run alone, and there is no mark") {
  FakeTools fake(all_pass);
  auto options = fake.options();
  options.scenarios = {"b"};
  const auto suite = fake_suite({fake_scenario("a"), fake_scenario("b", {"a"})});
  const auto result = run_submission(suite, fake_submission(), options, nobody_listens());
  CHECK(fake.ran == std::vector<std::string>{"b"});
  CHECK(result.blank);
  CHECK(result.trouble == "only 1 of 2 scenarios was run");
}

TEST_CASE("an unknown scenario gets a suggestion that gives no hidden name away") {
  FakeTools fake(all_pass);
  auto options = fake.options();
  options.scenarios = {"greet-lang"};
  auto suite = fake_suite({fake_scenario("greet-lan"), fake_scenario("greet-long")});
  suite.scenarios[0].visibility = model::Visibility::hidden;
  CHECK_THROWS_WITH(run_submission(suite, fake_submission(), options, nobody_listens()),
                    "there is no scenario 'greet-lang' in pipe; did you mean 'greet-long'?");
}

TEST_CASE("a cancelled campaign keeps what is finished and says that it was interrupted") {
  std::stop_source source;
  FakeTools fake([&](const model::Trial& trial) -> VerdictClass {
    if (trial.scenario != "b") return VerdictClass::passed;
    source.request_stop();
    throw std::runtime_error("cancelled");  // as the engine does when its workers are cancelled
  });
  auto options = fake.options();
  options.cancelled = source.get_token();
  const auto suite = fake_suite({fake_scenario("a"), fake_scenario("b"), fake_scenario("c")});
  const auto result = run_submission(suite, fake_submission(), options, nobody_listens());
  REQUIRE(result.scenarios.size() == 1);
  CHECK(result.scenarios[0].scenario == "a");
  CHECK(result.trouble == "interrupted: 1 of 3 scenarios were run");
  CHECK(fake.cancelled == 1);
  CHECK(fake.ran == std::vector<std::string>{"a", "b"});
}

TEST_CASE("a campaign that is cancelled while it builds has no result, and says so") {
  std::stop_source source;
  FakeTools fake(all_pass);
  auto options = fake.options();
  options.cancelled = source.get_token();
  options.tools.build = [&](const model::BuildOrder&) -> std::vector<model::BuildResult> {
    source.request_stop();
    throw std::runtime_error("cancelled");
  };
  auto submission = fake_submission();
  submission.build_command = {"make"};
  const auto result = run_submission(fake_suite({fake_scenario("a")}), submission, options, nobody_listens());
  CHECK(result.trouble == "interrupted before a scenario was run");
  CHECK(fake.ran.empty());
}

TEST_CASE("a cancellation wakes threads that wait for a needed scenario") {
  std::stop_source source;
  FakeTools fake([&](const model::Trial&) -> VerdictClass {
    source.request_stop();
    throw std::runtime_error("cancelled");
  });
  auto options = fake.options({0, 1, 2});
  options.cancelled = source.get_token();
  const auto result =
      run_submission(fake_suite({fake_scenario("a"), fake_scenario("b", {"a"})}), fake_submission(), options, nobody_listens());
  CHECK(result.scenarios.empty());
}

TEST_CASE("an author's mistake that shows only while running ends the campaign") {
  FakeTools fake([](const model::Trial&) -> VerdictClass { throw base::InputError({"s.toml", 3, 1}, "no such file"); });
  CHECK_THROWS_WITH(run_submission(fake_suite({fake_scenario("a"), fake_scenario("b")}), fake_submission(), fake.options({0, 1}),
                                   nobody_listens()),
                    "s.toml:3:1: no such file");
}

TEST_CASE("a command of the submission's own that has no place for an argument fails its scenario, and no other") {
  FakeTools fake([](const model::Trial&) { return VerdictClass::passed; });
  CampaignOptions options = fake.options();
  options.tools.expand = [expand = options.tools.expand](const model::Suite& suite, const model::Submission& submission,
                                                         std::uint64_t seed, const std::string& files,
                                                         const std::vector<std::string>& wanted) {
    if (wanted != std::vector<std::string>{"b"}) {
      if (wanted.empty() || wanted.front() == "a") throw base::InputError({"a.toml", 3, 1}, "no place for a list of arguments");
    }
    return expand(suite, submission, seed, files, wanted);
  };
  model::Suite suite = fake_suite({fake_scenario("a"), fake_scenario("b")});
  suite.assignment.roles = fake_submission().roles;
  Progress nobody;
  CHECK_THROWS_AS(run_submission(suite, fake_submission(), options, nobody), base::InputError);  // the author's mistake
  model::Submission own = fake_submission();
  own.roles.front().command = {{"true", "x"}};
  const auto result = run_submission(suite, own, options, nobody);
  REQUIRE(result.scenarios.size() == 2);
  CHECK(result.scenarios[0].outcome == Outcome::failed);
  CHECK(result.scenarios[0].verdicts[0].sentence == "submission.toml: no place for a list of arguments");
  CHECK(result.scenarios[1].outcome == Outcome::passed);
}

TEST_CASE("an error of the harness itself is inconclusive and named as such") {
  FakeTools fake([](const model::Trial&) -> VerdictClass { throw std::logic_error("oops"); });
  const auto result = run_submission(fake_suite({fake_scenario("a")}), fake_submission(), fake.options(), nobody_listens());
  CHECK(result.scenarios[0].outcome == Outcome::inconclusive);
  CHECK(result.scenarios[0].verdicts[0].verdict == VerdictClass::harness_error);
}

TEST_CASE("the listener hears of every scenario once, also of those that were not run") {
  struct Listener : Progress {
    void running(const std::string&, std::size_t scenarios) override { announced = scenarios; }
    void settled(const std::string&, const model::ScenarioResult& result) override { heard.insert(result.scenario); }
    std::size_t announced = 0;
    std::multiset<std::string> heard;
  } listener;
  FakeTools fake([](const model::Trial&) { return VerdictClass::deadlock; });
  static_cast<void>(
      run_submission(fake_suite({fake_scenario("a"), fake_scenario("b", {"a"})}), fake_submission(), fake.options(), listener));
  CHECK(listener.announced == 2);
  CHECK(listener.heard == std::multiset<std::string>{"a", "b"});
}

TEST_CASE("every trial that was run is handed out with its trace, those that were not are not") {
  FakeTools fake([](const model::Trial& trial) { return trial.scenario == "b" ? VerdictClass::deadlock : VerdictClass::passed; });
  CampaignOptions options = fake.options();
  options.sites = model::Sites::of_calls;
  std::vector<std::string> kept;
  options.keep = [&](const Ran& ran) {
    CHECK(ran.submission.name == "alice");
    CHECK(ran.trial.scenario == ran.scenario.name);
    CHECK(ran.trial.sites == model::Sites::of_calls);
    kept.push_back(ran.scenario.name + " " + ran.trace.scenario);
  };
  static_cast<void>(run_submission(fake_suite({fake_scenario("a"), fake_scenario("b"), fake_scenario("c", {"b"})}),
                                   fake_submission(), options, nobody_listens()));
  CHECK(kept == std::vector<std::string>{"a passed", "b deadlock"});
}

TEST_CASE("of a trial that was tried again the last trace is handed out, and only that") {
  int tries = 0;
  FakeTools fake([&](const model::Trial&) { return ++tries == 1 ? VerdictClass::inconclusive : VerdictClass::passed; });
  CampaignOptions options = fake.options();
  std::vector<std::string> kept;
  options.keep = [&](const Ran& ran) { kept.push_back(ran.trace.scenario); };
  static_cast<void>(run_submission(fake_suite({fake_scenario("a")}), fake_submission(), options, nobody_listens()));
  CHECK(kept == std::vector<std::string>{"passed"});
}
