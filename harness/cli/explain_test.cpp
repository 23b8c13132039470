// explain, replay, judge and saved trials, as people type them.
#include "cli/typed_program.hpp"
#include "engine/hold.hpp"
#include "testing/catch.hpp"

using namespace ipcgrade::cli;

namespace {

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

const std::string mutant = reference("mutants/greet-child-keeps-write-end");

// The one failing trial of the mutant, saved.
std::string saved_in(const TestFolder& folder) {
  CHECK(type({"run", "pipe", mutant, "-q", "--scenario", "greet-default", "--save-traces", folder.path() + "/traces"}).status ==
        1);
  return folder.path() + "/traces/greet-child-keeps-write-end/greet-default.trial.json";
}

}  // namespace

TEST_CASE("what is no saved trial ends with status 2 and one line") {
  const TestFolder folder;
  folder.file("cut.json", R"({"format":"ipcgrade saved trial","vers)");
  folder.file("later.json", R"({"format":"ipcgrade saved trial","version":9})");
  const std::string here = folder.path() + "/";
  const std::vector<std::pair<std::vector<std::string>, std::string>> rows = {
      {{"judge", here + "none.json"}, "'" + here + "none.json' does not exist"},
      {{"judge", folder.path()}, "'" + folder.path() + "' is a folder: name the saved trials in it"},
      {{"judge", here + "cut.json"}, here + "cut.json: this is no saved trial, or one that was cut short: it is not valid JSON"},
      {{"explain", here + "later.json"}, here + "later.json: this saved trial has version 9; this ipcgrade reads version 1"},
      {{"replay", here + "none.json"}, "'" + here + "none.json' does not exist"},
      {{"explain", here + "cut.json", "--scenario", "x"}, "a saved trial is of one scenario: --scenario is for a task"},
      {{"replay", "pipe", mutant}, "--scenario NAME says what to replay; ipcgrade list TASK shows them"},
      {{"explain", "pip"}, "there is no task 'pip'; did you mean 'pipe'?"},
  };
  for (const auto& [words, line] : rows) {
    const Outcome outcome = type(words);
    CHECK(outcome.output == "ipcgrade: " + line + "\n");
    CHECK(outcome.status == 2);
  }
}

TEST_CASE("a saved trial is judged again as it was judged when it ran") {
  if (machine_refuses()) return;
  const TestFolder folder;
  const Outcome ran = type({"run", "pipe", reference("mutants/greet-never-waits"), "-q", "--save-traces", folder.path() + "/t"});
  CHECK(ran.status == 1);
  const std::string traces = folder.path() + "/t/greet-never-waits/";
  const Outcome judged = type({"judge", "-q", traces + "greet-reaps-child.trial.json", traces + "greet-default.trial.json"});
  CHECK(judged.status == 1);
  CHECK(contains(judged.output, "greet-reaps-child  zombie"));
  CHECK(contains(judged.output, "judged again from 2 saved trials"));
  CHECK(type({"judge", traces + "greet-default.trial.json"}).status == 0);
}

TEST_CASE("explain tells a failure with places, objects, what to read and what to type") {
  if (machine_refuses()) return;
  const Outcome told = type({"explain", "pipe", mutant, "--scenario", "greet-default"});
  CHECK(told.status == 1);
  for (const char* part : {"greet.c:70 pipe() makes pipe A: fd 3 to read, fd 4 to write",
                           "close(4): the write end of pipe A, still open in greet/1 (fd 4)",
                           "greet.c:33 read(3) waits for bytes or end-of-file from pipe A", "waits at greet.c:53 in reap",
                           "man 7 pipe", "--scenario greet-default --seed 0"}) {
    INFO(part);
    CHECK(contains(told.output, part));
  }
  CHECK_FALSE(contains(told.output, "\x1b"));
}

TEST_CASE("explain finds nothing in a right program, and tells it when asked by name") {
  if (machine_refuses()) return;
  const Outcome nothing = type({"explain", "pipe", reference("good/blocking")});
  CHECK(nothing.status == 0);
  CHECK(contains(nothing.output, "there is nothing to explain"));
  const Outcome right = type({"explain", "pipe", reference("good/blocking"), "--scenario", "greet-default"});
  CHECK(right.status == 0);
  CHECK(contains(right.output, "✓ greet-default  passed"));
}

TEST_CASE("explain says what does not build") {
  if (machine_refuses()) return;
  const TestFolder folder;
  folder.file("greet.c", "int main(void) { return oops; }\n");
  const Outcome told = type({"explain", "pipe", folder.path(), "--scenario", "greet-default"});
  CHECK(told.status == 1);
  CHECK(contains(told.output, "return oops;"));
  CHECK(contains(told.output, "greet-default  does not build"));
}

TEST_CASE("a saved trial is explained and replayed") {
  if (machine_refuses()) return;
  const TestFolder folder;
  const std::string saved = saved_in(folder);
  const Outcome told = type({"explain", saved});
  CHECK(told.status == 1);
  CHECK(contains(told.output, "greet.c:70 pipe() makes pipe A"));
  const Outcome replayed = type({"replay", saved});
  CHECK(replayed.status == 0);
  CHECK(contains(replayed.output, "deadlock, as before"));
  CHECK(contains(replayed.output, "are the same, in the same order"));
}

TEST_CASE("a replay of another program says where it parts from the saved trial") {
  if (machine_refuses()) return;
  const TestFolder folder;
  const std::string saved = saved_in(folder);
  const Outcome other = type({"replay", saved, reference("good/blocking")});
  CHECK(other.status == 1);
  CHECK(contains(other.output, "passed; before it was deadlock"));
  CHECK(contains(other.output, "then they differ"));
}

TEST_CASE("a task's scenario is run twice and comes out the same") {
  if (machine_refuses()) return;
  const Outcome twice = type({"replay", "pipe", reference("mutants/swapcase-busy-wait"), "--scenario", "swapcase-blocks"});
  CHECK(contains(twice.output, "busy wait, as before"));
}

TEST_CASE("gdb opens where the trial fails, or what to install is said") {
  if (machine_refuses()) return;
  const Outcome opened = type({"replay", "pipe", mutant, "--scenario", "greet-default", "--gdb"});
  if (ipcgrade::engine::debugger_path().empty()) {
    CHECK(opened.status == 2);
    CHECK(contains(opened.output, "apt install gdb"));
    return;
  }
  CHECK(opened.status == 1);
  CHECK(contains(opened.output, "inferior 2 is greet/1"));
  CHECK(contains(opened.output, "in read_some"));
  CHECK(type({"replay", "pipe", reference("good/blocking"), "--scenario", "greet-default", "--gdb"}).status == 0);
}
