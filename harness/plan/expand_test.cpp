#include "plan/expand.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "model/wire.hpp"
#include "plan/unique.hpp"
#include "testing/catch.hpp"

using namespace ipcgrade;
using namespace ipcgrade::model;
using plan::expand;

namespace {

constexpr std::uint64_t seed = 7;

Scenario scenario(const std::string& name, const std::string& part, Arguments arguments = {}) {
  Scenario out;
  out.name = name;
  out.part = part;
  out.steps = {{{name + ".toml", 6, 1}, Start{"greet", "p1", std::move(arguments)}}, {{name + ".toml", 9, 1}, CloseInput{"p1"}}};
  out.oracles = {"no-leak"};
  return out;
}

Suite suite(std::vector<Scenario> scenarios) {
  Suite out;
  out.assignment.name = "pipe";
  out.assignment.limits.processes = 5;
  out.assignment.read_only = {"/opt/jdk"};
  out.scenarios = std::move(scenarios);
  return out;
}

Submission submission(std::vector<WordGroup> command = {{"./greet"}, {"{args}"}}) {
  Submission out;
  out.name = "ann";
  out.roles = {{"greet", std::move(command), AtEnd::serves, "", {}}};
  out.parts = {"A", "B"};
  return out;
}

std::vector<std::string> names(const Plan& plan) {
  std::vector<std::string> out;
  for (const Trial& trial : plan.trials) out.push_back(trial.scenario);
  return out;
}

const Launch& launch(const Plan& plan) { return std::get<Launch>(plan.trials.at(0).steps.at(0).action); }

}  // namespace

TEST_CASE("a trial has the scenario's steps, the assignment's limits and the submission's command") {
  const Plan plan = expand(suite({scenario("a", "A", {{}, {{"Hello", ""}, {"", ""}}})}), submission(), seed, "/built");
  REQUIRE(plan.trials.size() == 1);
  const Trial& trial = plan.trials[0];
  CHECK(trial.scenario == "a");
  CHECK(trial.files == "/built");
  CHECK(trial.limits.processes == 5);
  CHECK(trial.read_only == std::vector<std::string>{"/opt/jdk"});
  CHECK(trial.oracles == std::vector<std::string>{"no-leak"});
  REQUIRE(trial.steps.size() == 2);
  CHECK(trial.steps[1].position == base::Position{"a.toml", 9, 1});
  CHECK(std::get<CloseInput>(trial.steps[1].action).process == "p1");
  CHECK(launch(plan).process == "p1");
  CHECK(launch(plan).role == "greet");
  CHECK(launch(plan).at_end == AtEnd::serves);
  CHECK(launch(plan).argv == std::vector<std::string>{"./greet", "Hello", ""});
}

TEST_CASE("a role that we play has our command, whatever the submission's is") {
  Suite all = suite({scenario("a", "A")});
  std::get<Start>(all.scenarios[0].steps[0].action).by = By::reference;
  all.own_programs = submission({{"./ours"}});
  const Plan plan = expand(all, submission({{"./theirs"}}), seed, "");
  CHECK(launch(plan).argv == std::vector<std::string>{"./ours"});
  CHECK(launch(plan).by == By::reference);
}

TEST_CASE("declared parts are run, in the suite's order") {
  const Suite all = suite({scenario("a", "B"), scenario("b", "A"), scenario("c", "C")});
  CHECK(names(expand(all, submission(), seed, "")) == std::vector<std::string>{"a", "b"});
}

TEST_CASE("scenarios that are named are run whatever is declared, and a misspelt one is told") {
  const Suite all = suite({scenario("hello", "A"), scenario("swap", "B"), scenario("named", "C")});
  CHECK(names(expand(all, submission(), seed, "", {{"named", "hello"}})) == std::vector<std::string>{"hello", "named"});
  CHECK_THROWS_WITH(expand(all, submission(), seed, "", {{"helo"}}), "task 'pipe' has no scenario 'helo'; did you mean 'hello'?");
}

TEST_CASE("a trial is the same again, alone or among others, and another with another seed or submission") {
  const Arguments path{{}, {{"{path}", ""}}};
  const Suite all = suite({scenario("a", "A", path), scenario("b", "A", path)});
  const Plan first = expand(all, submission(), seed, "");
  const Plan alone = expand(all, submission(), seed, "", {{"b"}});
  CHECK(encode(alone.trials[0]) == encode(first.trials[1]));
  CHECK(first.trials[0].seed != first.trials[1].seed);
  CHECK(encode(expand(all, submission(), seed + 1, "").trials[0]) != encode(first.trials[0]));
  Submission bob = submission();
  bob.name = "bob";
  CHECK(encode(expand(all, bob, seed, "").trials[0]) != encode(first.trials[0]));
}

TEST_CASE("placeholders of the trial are filled in arguments, mechanisms and what is left behind") {
  Scenario one = scenario("a", "A", {{}, {{"{path}", ""}, {"{name}={port}", ""}, {"{path}", "6 bytes in hexadecimal"}}});
  one.mechanisms = {{ObjectKind::fifo, {"to {name}", ""}}, {ObjectKind::pipe, {"{name}", "6 generated text, seed 1"}}};
  one.leaves = {"{path}", "/dev/shm{name}", "{other}"};
  const Plan plan = expand(suite({one}), submission(), seed, "");
  const std::vector<std::string>& argv = launch(plan).argv;
  const std::string path = argv.at(1);
  const std::string name = argv.at(2).substr(0, argv.at(2).find('='));
  CHECK(path.starts_with("/tmp/ipcgrade-"));
  CHECK(path.ends_with("-fifo"));
  CHECK(name == "/" + path.substr(5, path.size() - 10));
  CHECK(argv.at(3) == "{path}");
  CHECK(plan.trials[0].mechanisms[0].carries.bytes == "to " + name);
  CHECK(plan.trials[0].mechanisms[1].carries.bytes == "{name}");
  CHECK(plan.trials[0].leaves == std::vector<std::string>{path, "/dev/shm" + name, "{other}"});
}

TEST_CASE("placeholders of the trial are filled in what is sent, expected and given, and in the names of files") {
  Scenario one = scenario("a", "A");
  Condition condition;
  condition.process = "p1";
  condition.standard_output = OutputMatch{OutputRule::contains, {"on {port}", ""}};
  condition.file = FileMatch{"/dev/shm{name2}", FileKind::regular, {}, Payload{"{group}", ""}};
  one.given = {{"{path}", FileKind::regular, 0600, {"{port2}", ""}}};
  one.steps.push_back({{}, Send{"p1", {"{name}\n", ""}}});
  one.steps.push_back({{}, Expect{condition}});
  const Trial trial = expand(suite({one}), submission(), seed, "").trials.at(0);
  const auto values = plan::unique_values(seed, "ann", 0).values;
  CHECK(trial.given[0].path == values.at("path"));
  CHECK(trial.given[0].data.bytes == values.at("port2"));
  CHECK(std::get<Send>(trial.steps[2].action).data.bytes == values.at("name") + "\n");
  const Condition& filled = std::get<Expect>(trial.steps[3].action).condition;
  CHECK(filled.standard_output->text.bytes == "on " + values.at("port"));
  CHECK(filled.file->path == "/dev/shm" + values.at("name2"));
  CHECK(filled.file->data->bytes == values.at("group"));
}

TEST_CASE("the files that a scenario gives, and how its mechanisms are written, belong to the trial") {
  Scenario one = scenario("a", "A");
  one.given = {{"talk", FileKind::fifo, 0600, {}}};
  one.mechanisms = {{ObjectKind::fifo, {"x\n", ""}, Writes::one_a_line}};
  const Plan plan = expand(suite({one}), submission(), seed, "");
  CHECK(plan.trials[0].given == one.given);
  CHECK(plan.trials[0].mechanisms == one.mechanisms);
}

TEST_CASE("named arguments go to their places, after the trial's own values are in them") {
  const Arguments arguments{{{"name", {"{name}", ""}}, {"count", {"3", ""}}}, {}};
  const Submission ann = submission({{"./prod"}, {"--name={name}"}, {"-n", "{count}"}, {"--id", "{id}"}, {"{args}"}});
  const std::vector<std::string> argv = launch(expand(suite({scenario("a", "A", arguments)}), ann, seed, "")).argv;
  REQUIRE(argv.size() == 4);
  CHECK(argv[1].starts_with("--name=/ipcgrade-"));
  CHECK(argv[2] == "-n");
  CHECK(argv[3] == "3");
}
