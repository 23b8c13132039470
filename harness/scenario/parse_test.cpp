#include "scenario/parse.hpp"

#include <csignal>

#include "model/oracle_names.hpp"
#include "scenario/parse_fixture.hpp"
#include "testing/catch.hpp"

using namespace ipcgrade::scenario;
using namespace ipcgrade::model;

namespace {

Scenario parsed(const std::string& text) { return parse_scenario(text, "suites/pipe/greet-default.toml", pipe_assignment()); }

const std::string whole = R"([scenario]
title      = "Everything at once"
part       = "B"
points     = 3
visibility = "after_due_date"
needs      = ["a", "b"]
hint       = "Look again."

[[file]]
path = "notes"
data = "keep me\n"
[[file]]
path = "sub/talk"
is   = "fifo"
mode = 0o600
[[file]]
path = "folder"
is   = "directory"

[[step]]
start = "greet"
as    = "p1"
args  = ["Hello", 7, ["a", "b"]]
[[step]]
start = "swapcase"
args  = { name = "{name}", count = 3 }
[[step]]
send = { process = "p1", data = "x\n" }
[[step]]
close_input = "p1"
[[step]]
until = { process = "p1/1", is = "blocked", on = "pipe" }
[[step]]
expect = { process = "p1", stdout = { starts_with = "read" }, stderr = { none = true }, exit = { signal = "SIGPIPE" } }
[[step]]
signal = { process = "p1/2/1", signal = "SIGTERM" }
[[step]]
kill = "p1"
[[step]]
stop = "swapcase"
[[step]]
resume = "swapcase"

[always]
oracles = ["no-leak"]
leaves  = ["{path}"]

[[mechanism]]
object  = "fifo"
carries = "x\n"
[[mechanism]]
object  = "pipe"
carries = { length = 3 }
writes  = "lines"
[[mechanism]]
object  = "shared"
name    = "/dev/shm{name}"
between = ["p1", "p2"]
)";

}  // namespace

TEST_CASE("a scenario's head says what it is about") {
  const Scenario scenario = parsed(whole);
  CHECK(scenario.name == "greet-default");
  CHECK(scenario.position == ipcgrade::base::Position{"suites/pipe/greet-default.toml", 1, 1});
  CHECK(scenario.title == "Everything at once");
  CHECK(scenario.part == "B");
  CHECK(scenario.points == 3);
  CHECK(scenario.visibility == Visibility::after_due_date);
  CHECK(scenario.needs == std::vector<std::string>{"a", "b"});
  CHECK(scenario.hint == "Look again.");
  CHECK(scenario.oracles == std::vector<std::string>{"no-leak"});
  CHECK(scenario.leaves == std::vector<std::string>{"{path}"});
  CHECK(scenario.mechanisms[0] == Mechanism{ObjectKind::fifo, {"x\n", ""}});
  CHECK(scenario.mechanisms[1].object == ObjectKind::pipe);
  CHECK(scenario.mechanisms[0].writes == Writes::any);
  CHECK(scenario.mechanisms[1].writes == Writes::one_a_line);
  CHECK(scenario.mechanisms[2].object == ObjectKind::shared);
  CHECK(scenario.mechanisms[2].name == "/dev/shm{name}");
  CHECK(scenario.mechanisms[2].between == std::vector<std::string>{"p1", "p2"});
}

TEST_CASE("the files that a scenario gives have a kind, a mode and contents") {
  CHECK(parsed(whole).given == std::vector<GivenFile>{{"notes", FileKind::regular, 0644, {"keep me\n", ""}},
                                                      {"sub/talk", FileKind::fifo, 0600, {}},
                                                      {"folder", FileKind::directory, 0755, {}}});
}

TEST_CASE("steps keep their order and know their lines") {
  const Scenario scenario = parsed(whole);
  REQUIRE(scenario.steps.size() == 10);
  CHECK(scenario.steps[0].position.line == 20);
  CHECK(scenario.steps[1].position.line == 24);
  const auto& first = std::get<Start>(scenario.steps[0].action);
  CHECK(first.role == "greet");
  CHECK(first.as == "p1");
  CHECK(first.arguments.list == std::vector<Payload>{{"Hello", ""}, {"7", ""}, {"ab", ""}});
  const auto& second = std::get<Start>(scenario.steps[1].action);
  CHECK(second.as == "swapcase");
  CHECK(second.arguments.named == std::map<std::string, Payload>{{"name", {"{name}", ""}}, {"count", {"3", ""}}});
  CHECK(std::get<Send>(scenario.steps[2].action).data.bytes == "x\n");
  CHECK(std::get<CloseInput>(scenario.steps[3].action).process == "p1");
  CHECK(std::get<Until>(scenario.steps[4].action).condition ==
        Condition{"p1/1", ProcessCondition::blocked, {ObjectKind::pipe}, {}, {}, {}});
  CHECK(std::get<Expect>(scenario.steps[5].action).condition == Condition{"p1",
                                                                          {},
                                                                          {},
                                                                          OutputMatch{OutputRule::starts_with, {"read", ""}},
                                                                          OutputMatch{OutputRule::none, {}},
                                                                          ExitMatch{ExitMatch::Rule::signal, SIGPIPE}});
}

TEST_CASE("kill, stop and resume are signals") {
  const Scenario scenario = parsed(whole);
  const auto signal = [&](std::size_t step) { return std::get<SendSignal>(scenario.steps[step].action); };
  CHECK(signal(6).process == "p1/2/1");
  CHECK(signal(6).signal == SIGTERM);
  CHECK(signal(7).signal == SIGKILL);
  CHECK(signal(8).signal == SIGSTOP);
  CHECK(signal(9).signal == SIGCONT);
}

TEST_CASE("what is left out has its default") {
  const Scenario scenario = parsed(head + "[[step]]\nstart = \"greet\"\n");
  CHECK(scenario.visibility == Visibility::visible);
  CHECK(scenario.oracles == guard_names());
  CHECK(scenario.needs.empty());
  CHECK(scenario.mechanisms.empty());
  CHECK(std::get<Start>(scenario.steps[0].action).as == "greet");
}

TEST_CASE("an exit status is a number, any failure, or a signal; an output may be any payload") {
  const auto condition = [](const std::string& keys) {
    const Scenario scenario = parsed(started + "[[step]]\nexpect = { process = \"p1\", " + keys + " }\n");
    return std::get<Expect>(scenario.steps[1].action).condition;
  };
  CHECK(condition("exit = 255").exit == ExitMatch{ExitMatch::Rule::status, 255});
  CHECK(condition("exit = \"failure\"").exit == ExitMatch{ExitMatch::Rule::failure, 0});
  CHECK(condition("is = \"stopped\"").is == ProcessCondition::stopped);
  CHECK(condition("stdout = \"a\"").standard_output == OutputMatch{OutputRule::equals, {"a", ""}});
  CHECK(condition("stdout = { text = \"a\" }").standard_output == OutputMatch{OutputRule::equals, {"a", ""}});
  CHECK(condition("file = { path = \"talk\", is = \"fifo\", mode = 0o600 }").file == FileMatch{"talk", FileKind::fifo, 0600, {}});
  CHECK(condition("file = { path = \"a\", is = \"regular\", data = \"x\" }").file ==
        FileMatch{"a", FileKind::regular, {}, Payload{"x", ""}});
  CHECK(condition("file = { path = \"a/b\", is = \"absent\" }").file == FileMatch{"a/b", FileKind::absent, {}, {}});
  CHECK(condition("stderr = { any = true }").standard_error == OutputMatch{OutputRule::some, {}});
  CHECK(condition("stderr = { contains = [\"a\", 1] }").standard_error == OutputMatch{OutputRule::contains, {"a1", ""}});
}

TEST_CASE("a program of ours is started by its word, or because the role is always ours") {
  const auto start = [](const std::string& text, const Assignment& assignment) {
    return std::get<Start>(parse_scenario(head + "[[step]]\n" + text, "s.toml", assignment).steps.at(0).action);
  };
  Assignment assignment = pipe_assignment();
  CHECK(start("start = \"greet\"\n", assignment).by == By::submission);
  CHECK(start("start = \"greet\"\nby = \"reference\"\n", assignment).by == By::reference);
  assignment.roles[0].by = By::reference;
  CHECK(start("start = \"greet\"\n", assignment).by == By::reference);
  CHECK_THROWS_WITH(start("start = \"greet\"\nby = \"submission\"\n", assignment),
                    Catch::Contains("no submission has the role 'greet'"));
}

TEST_CASE("a mark stands before the condition that asks what has grown since") {
  const std::string asks = "[[step]]\nexpect = { process = \"p1\", grown = false }\n";
  const Scenario scenario = parsed(started + "[[step]]\nmark = \"p1\"\n" + asks);
  CHECK(std::get<Mark>(scenario.steps[1].action).process == "p1");
  CHECK(std::get<Expect>(scenario.steps[2].action).condition.grown == false);
  CHECK_THROWS_WITH(parsed(started + asks), Catch::Contains("'grown' compares with a mark: an earlier step needs mark = \"p1\""));
}

TEST_CASE("an empty list of oracles asks for no guard at all") {
  CHECK(parsed(started + "[always]\noracles = []\n").oracles.empty());
}
