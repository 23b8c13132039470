// --report as people and platforms use it.
#include "cli/report_files.hpp"

#include <csignal>
#include <filesystem>

#include "base/error.hpp"
#include "cli/typed_program.hpp"
#include "testing/catch.hpp"

using namespace ipcgrade;
using namespace ipcgrade::cli;

TEST_CASE("a report is named with its file, and only one is printed") {
  struct Row {
    std::vector<std::string> reports;
    std::string why;
  };
  const std::vector<Row> rows = {
      {{"gradscope=x"}, "there is no format 'gradscope'; did you mean 'gradescope'?"},
      {{"gradescope"}, "--report wants FORMAT=FILE, and 'gradescope' names no file"},
      {{"csv="}, "--report wants FORMAT=FILE, and 'csv=' names no file"},
      {{"canvas=x"}, "canvas is made of a whole class: grade writes it"},
      {{"csv=-", "json=-"}, "only one report can be printed; give the others a file"},
  };
  for (const Row& row : rows) {
    ReportFlags flags;
    flags.reports = row.reports;
    CHECK_THROWS_WITH(report_files(flags), row.why);
  }
}

TEST_CASE("a submission that cannot be run has a report all the same, with its reason and 0 points") {
  const TestFolder folder;
  folder.file("submission.toml", "[rols]\n");
  const Outcome run = type({"run", "pipe", folder.path(), "--report", "gradescope=" + folder.path() + "/results.json"});
  CHECK(run.status == 2);
  const std::string results = content(folder.path() + "/results.json");
  CHECK(results.find("unknown key 'rols'") != std::string::npos);
  CHECK(results.find("\"score\": 0") != std::string::npos);
}

TEST_CASE("a misspelt scenario is the caller's mistake, and no student's report says 0") {
  const TestFolder folder;
  const Outcome run = type({"run", "pipe", reference("good/blocking"), "--scenario", "greet-defalt", "--report",
                            "gradescope=" + folder.path() + "/results.json"});
  CHECK(run.status == 2);
  CHECK_FALSE(std::filesystem::exists(folder.path() + "/results.json"));
}

TEST_CASE("a run that is killed has left the score of what it finished") {
  if (machine_refuses()) return;
  const TestFolder folder;
  const std::string results = folder.path() + "/results.json";
  const Child child = start({"run", "pipe", reference("good/blocking"), "--report", "gradescope=" + results},
                            {folder.path(), std::nullopt, Screen::terminal});
  wait_for(child, "\r1/");
  ::kill(child.pid, SIGKILL);
  finish(child);
  const std::string text = content(results);
  CHECK(text.find("the run did not end, and ") != std::string::npos);
  CHECK(text.find("\"status\": \"passed\"") != std::string::npos);
  CHECK(text.find("\"score\": 0,\n  \"execution_time\"") == std::string::npos);
}

TEST_CASE("a run that is told to end, as at a platform's time limit, ends with the score of what it finished") {
  if (machine_refuses()) return;
  const TestFolder folder;
  const std::string results = folder.path() + "/results.json";
  const Child child = start({"run", "pipe", reference("good/blocking"), "--report", "prairielearn=" + results},
                            {folder.path(), std::nullopt, Screen::terminal});
  wait_for(child, "\r1/");
  ::kill(child.pid, SIGTERM);
  CHECK(finish(child).status == 130);
  const std::string text = content(results);
  CHECK(text.find("\"gradable\": true") != std::string::npos);
  CHECK(text.find("the run did not end, and ") != std::string::npos);
}

TEST_CASE("a run writes as many reports as are asked for, and prints the text beside them") {
  if (machine_refuses()) return;
  const TestFolder folder;
  const Outcome run = type({"run", "pipe", reference("mutants/greet-usage-exits-0"), "-q", "--report",
                            "csv=" + folder.path() + "/a.csv", "--report", "github-summary=" + folder.path() + "/a.md"});
  CHECK(run.status == 1);
  CHECK(run.output.find("greet-usage  wrong exit") != std::string::npos);
  CHECK(content(folder.path() + "/a.csv").find("greet-usage-exits-0,") != std::string::npos);
  CHECK(content(folder.path() + "/a.md").find("`greet-usage`") != std::string::npos);
}
