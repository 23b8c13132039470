// A literal report against the approved file of each format. IPCGRADE_APPROVE=1 rewrites the files: read the difference.
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "report/console.hpp"
#include "report/json.hpp"
#include "report/junit.hpp"
#include "report/score.hpp"
#include "testing/catch.hpp"

using namespace ipcgrade::model;
using namespace ipcgrade::report;

namespace {

void check_approved(const std::string& name, const std::string& text) {
  const std::string path = std::string(IPCGRADE_SOURCE_DIR "/reports/") + name;
  if (std::getenv("IPCGRADE_APPROVE") != nullptr) std::ofstream(path, std::ios::binary) << text;
  std::ifstream in(path, std::ios::binary);
  std::stringstream approved;
  approved << in.rdbuf();
  CHECK(text == approved.str());
}

ScenarioResult scenario(std::string name, std::string part, int points, std::string title) {
  ScenarioResult result;
  result.scenario = std::move(name);
  result.part = std::move(part);
  result.points = points;
  result.title = std::move(title);
  result.show_again = "ipcgrade run pipe --scenario " + result.scenario;
  result.duration = std::chrono::milliseconds(3);
  return result;
}

ScenarioResult failed(ScenarioResult result, Verdicts verdicts, std::string hint) {
  result.outcome = Outcome::failed;
  result.verdicts = std::move(verdicts);
  result.hint = std::move(hint);
  return result;
}

ScenarioResult not_run(ScenarioResult result, Outcome outcome, std::string reason) {
  result.outcome = outcome;
  result.reason = std::move(reason);
  return result;
}

Verdict deadlock() {
  return {VerdictClass::deadlock,
          "no-deadlock",
          "The child waits for end-of-file on pipe A (fd 3), but still holds its write end (fd 4) itself.",
          {{1, "greet/1 sleeps in read(3) and waits for data or end-of-file on pipe A"},
           {1, "greet/1 holds the write end of pipe A as fd 4, inherited at fork, greet.c:18"},
           {0, "greet sleeps in wait4 and waits for greet/1 to end"}},
          Site{"read_all", "greet.c", 31},
          2};
}

Verdict wrong_output() {
  return {VerdictClass::wrong_output,
          "steps",
          "swapcase wrote something else than the text with its case swapped.",
          {{0, "expected \"hELLO\\n\""}, {0, "got      \"hELLO\x1b[31m\xff\\n\""}, {0, "first difference at byte 5"}},
          std::nullopt,
          3};
}

Assignment assignment() {
  Assignment value;
  value.name = "pipe";
  value.title = "Pipes: fork, ordinary pipes, named pipes";
  value.parts = {{"A", "greeting", 40, false}, {"B", "two-way", 60, false}, {"C", "pipeline", 10, true}};
  return value;
}

// One result of every outcome, two verdicts in one scenario, text that tries to reach the terminal.
SubmissionResult alice() {
  SubmissionResult result;
  result.submission = "alice";
  result.folder = "/home/alice/pipe";
  result.builds = {{true, "cc -g -o greet greet.c -pthread", "", "", false, std::chrono::milliseconds(80)}};
  const Verdict zombie{VerdictClass::zombie, "no-zombie", "greet ended without waiting for its child greet/1.", {},
                       std::nullopt,         {}};
  result.scenarios = {
      scenario("greet-default", "A", 1, "Without an argument the child prints the default greeting"),
      failed(scenario("greet-long", "A", 2, "A text longer than the pipe's capacity arrives whole"), {deadlock(), zombie},
             "Close every end of a pipe that a process does not use, right after fork."),
      not_run(scenario("greet-status", "A", 1, "The parent fails when its child failed"), Outcome::skipped,
              "needs greet-long, which failed"),
      failed(scenario("swap-line", "B", 3, "One line comes back with its case swapped"), {wrong_output()}, ""),
      scenario("swap-large", "B", 3, "A megabyte goes through while both pipes fill"),
      not_run(scenario("swap-lock", "B", 1, "Locks of another machine"), Outcome::not_applicable, "needs its own ipc namespace"),
      not_run(scenario("line-status", "C", 1, "The status is the last command's"), Outcome::not_declared,
              "part C is not declared"),
  };
  set_mark(assignment(), result);
  return result;
}

SubmissionResult does_not_build() {
  SubmissionResult result;
  result.submission = "bob";
  result.folder = "/home/bob/pipe";
  result.builds = {{false, "make -k", "cc -g -o greet greet.c\ngreet.c:3:1: error: expected ';'\nmake: *** [greet] Error 1\n",
                    "make ended with status 2", false, std::chrono::milliseconds(40)}};
  const Verdict broken{VerdictClass::build_failed, "build", "greet was not built: make -k failed.", {}, std::nullopt, {}};
  const Verdict trouble{VerdictClass::inconclusive,
                        "machine",
                        "The trial could not be run: clone: Resource temporarily unavailable.",
                        {},
                        std::nullopt,
                        {}};
  ScenarioResult unsure = scenario("swap-line", "B", 3, "One line comes back with its case swapped");
  unsure.outcome = Outcome::inconclusive;
  unsure.verdicts = {trouble};
  result.scenarios = {
      failed(scenario("greet-default", "A", 1, "Without an argument the child prints the default greeting"), {broken}, ""),
      failed(scenario("greet-long", "A", 2, "A text longer than the pipe's capacity arrives whole"), {broken}, ""), unsure};
  set_mark(assignment(), result);
  return result;
}

Report example() {
  Report report;
  report.harness_version = "0.1.0";
  report.rung = "user namespaces";
  report.assignment = assignment();
  report.submissions = {alice(), does_not_build()};
  return report;
}

}  // namespace

TEST_CASE("the console report is the approved one") { check_approved("example.txt", render_console(example(), {})); }

TEST_CASE("the JSON report is the approved one") { check_approved("example.json", render_json(example())); }

TEST_CASE("the JUnit report is the approved one") { check_approved("example.xml", render_junit(example())); }

TEST_CASE("without colour nothing in the report acts on a terminal") {
  CHECK(render_console(example(), {}).find('\x1b') == std::string::npos);
  CHECK(render_console(example(), {Colour::always}).find('\x1b') != std::string::npos);
}

TEST_CASE("colour adds to the text and changes none of it") {
  std::string text = render_console(example(), {Colour::always});
  for (std::size_t at = text.find('\x1b'); at != std::string::npos; at = text.find('\x1b'))
    text.erase(at, text.find('m', at) - at + 1);
  CHECK(text == render_console(example(), {}));
}

TEST_CASE("no line of the report is longer than asked for, but for paths, commands and compiler output") {
  Report report = example();
  report.submissions.pop_back();
  std::istringstream lines(render_console(report, {Colour::never, Detail::full, ipcgrade::lang::Language::english, 110}));
  for (std::string line; std::getline(lines, line);) CHECK(line.size() <= 125);  // bytes: a mark takes three
}

TEST_CASE("a part that passed whole is one line where another failed, and is shown whole where nothing did") {
  Report report = example();
  report.submissions.pop_back();
  auto& scenarios = report.submissions[0].scenarios;
  for (ScenarioResult& result : scenarios)
    if (result.part == "B") result = scenario(result.scenario, "B", result.points, result.title);
  CHECK(render_console(report, {}).find("B two-way  3/3 passed  7/7 points, 60 of 60 %\n\n") != std::string::npos);
  scenarios.erase(scenarios.begin(), scenarios.begin() + 3);
  CHECK(render_console(report, {}).find("✓ swap-line") != std::string::npos);
}

TEST_CASE("scenarios that are skipped for one reason are one line from three on") {
  Report report = example();
  report.submissions.pop_back();
  auto& scenarios = report.submissions[0].scenarios;
  for (ScenarioResult& result : scenarios)
    if (result.part == "B")
      result = not_run(scenario(result.scenario, "B", 1, result.title), Outcome::skipped, "needs greet-long, which failed");
  const std::string text = render_console(report, {});
  CHECK(text.find("  – 3 scenarios    skipped: needs greet-long, which failed\n\n") != std::string::npos);
  CHECK(text.find("  – greet-status   skipped: needs greet-long, which failed\n") != std::string::npos);
}

TEST_CASE("a part that was not handed in is one line") {
  Report report = example();
  report.submissions.pop_back();
  for (ScenarioResult& result : report.submissions[0].scenarios)
    if (result.part == "B")
      result = not_run(scenario(result.scenario, "B", 1, result.title), Outcome::not_declared, "part B is not declared");
  CHECK(render_console(report, {}).find("  · 3 scenarios    not declared: part B is not declared\n\n") != std::string::npos);
}

TEST_CASE("where a program is missing, the next step is to hand it in or to declare less") {
  Report report = example();
  report.submissions.pop_back();
  report.submissions[0].scenarios[1].verdicts.front().verdict = VerdictClass::not_executable;
  CHECK(render_console(report, {}).find("next  hand in what is missing") != std::string::npos);
}

TEST_CASE("the brief report has a line a failure and the mark") {
  Report report = example();
  report.submissions.pop_back();
  CHECK(render_console(report, {Colour::never, Detail::brief}) ==
        "✗ greet-long  deadlock\n"
        "    The child waits for end-of-file on pipe A (fd 3), but still holds its write end (fd 4) itself.\n"
        "✗ swap-line  wrong output\n"
        "    swapcase wrote something else than the text with its case swapped.\n"
        "mark  40 of 100\n");
}
