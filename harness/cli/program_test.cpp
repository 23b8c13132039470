// The program as people type it.
#include "cli/typed_program.hpp"
#include "testing/catch.hpp"

#include <sys/stat.h>

#include <filesystem>

using namespace ipcgrade::cli;
namespace fs = std::filesystem;

TEST_CASE("wrong words end with status 2 and one line that says what would be right") {
  struct Row {
    std::vector<std::string> words;
    std::string line;
  };
  const std::vector<Row> rows = {
      {{"rn", "pipe"}, "ipcgrade: unknown command 'rn'; did you mean 'run'?\n"},
      {{"run"}, "ipcgrade: TASK is required\n"},
      {{"run", "pip"}, "ipcgrade: there is no task 'pip'; did you mean 'pipe'?\n"},
      {{"run", "pipe", "--scenaro", "x"}, "ipcgrade: unknown option '--scenaro'; did you mean '--scenario'?\n"},
      {{"run", "pipe", "a", "b"}, "ipcgrade: run has no use for 'b'\n"},
      {{"run", "pipe", "/nowhere"}, "ipcgrade: '/nowhere' does not exist\n"},
      {{"run", "pipe", reference("good/poll"), "--scenario", "greet-defalt"},
       "ipcgrade: there is no scenario 'greet-defalt' in pipe; did you mean 'greet-default'?\n"},
      {{"grade", "pipe", reference("good"), "--out", "/dev/null"},
       "ipcgrade: results cannot go to '/dev/null': it is not a folder\n"},
      {{"validate", "pipe", "--only", "mutants/greet-thraed"},
       "ipcgrade: reference/pipe has no program 'mutants/greet-thraed'; did you mean 'mutants/greet-thread'?\n"},
      {{"validate", "pipe", "--scenario", "greet-defalt"},
       "ipcgrade: there is no scenario 'greet-defalt' in pipe; did you mean 'greet-default'?\n"},
      {{"list", "pipe", "--verbs"},
       "ipcgrade: list shows one thing at a time: a TASK, --verbs, --oracles, --markdown or --schema\n"},
      {{"list", "--schema", "scenaro"}, "ipcgrade: there is no schema of 'scenaro'; did you mean 'scenario'?\n"},
      {{"--root", "/nowhere", "list"}, "ipcgrade: --root '/nowhere' has no assignments/ and suites/\n"},
  };
  for (const Row& row : rows) {
    const Outcome outcome = type(row.words);
    CHECK(outcome.output == row.line);
    CHECK(outcome.status == 2);
  }
}

TEST_CASE("help, version and lists are no failures") {
  for (const auto& words : std::vector<std::vector<std::string>>{{"--help"},
                                                                 {"run", "--help"},
                                                                 {"--version"},
                                                                 {"list"},
                                                                 {"list", "pipe"},
                                                                 {"list", "--verbs"},
                                                                 {"list", "--markdown"},
                                                                 {"list", "--schema", "scenario"}})
    CHECK(type(words).status == 0);
  CHECK(type({"--help"}).output.find("worker") == std::string::npos);
}

TEST_CASE("run tells right from wrong, in words and in its exit status") {
  if (machine_refuses()) return;
  const Outcome right = type({"run", "pipe", reference("good/blocking"), "--quiet"});
  CHECK(right.output == "mark  100 of 100\n");
  CHECK(right.status == 0);
  const Outcome wrong = type({"run", "pipe", reference("mutants/greet-never-waits"), "--quiet"});
  CHECK(wrong.output.find("greet-reaps-child  zombie") != std::string::npos);
  CHECK(wrong.status == 1);
}

TEST_CASE("a failure comes with the command that shows it again, as the user types it") {
  if (machine_refuses()) return;
  const std::string folder = reference("mutants/greet-usage-exits-0");
  const std::string command = "ipcgrade explain pipe " + folder + " --scenario greet-usage";
  CHECK(type({"run", "pipe", folder}).output.find("again    " + command) != std::string::npos);
}

TEST_CASE("grade writes a report for the class and a text for each submission") {
  if (machine_refuses()) return;
  const TestFolder out;
  const Outcome graded = type({"grade", "pipe", reference("good"), "--out", out.path() + "/results"});
  CHECK(graded.status == 0);
  CHECK(content(out.path() + "/results/blocking.txt").find("mark  100 of 100") != std::string::npos);
  CHECK(content(out.path() + "/results/report.json").find("\"submission\": \"poll\"") != std::string::npos);
  CHECK(content(out.path() + "/results/junit.xml").find("<testsuite name=\"poll\"") != std::string::npos);
}

TEST_CASE("marks do not change the exit status of grade, unless that is asked for") {
  if (machine_refuses()) return;
  const TestFolder out;
  const std::vector<std::string> words = {"grade", "pipe", reference("mutants/greet-usage-exits-0"), "--out", out.path()};
  CHECK(type(words).status == 0);
  std::vector<std::string> strict = words;
  strict.emplace_back("--fail-on-failure");
  CHECK(type(strict).status == 1);
  strict[2] = reference("good/blocking");
  CHECK(type(strict).status == 0);
}

TEST_CASE("run writes JUnit XML beside the text") {
  if (machine_refuses()) return;
  const TestFolder out;
  const std::string file = out.path() + "/junit.xml";
  const Outcome run = type({"run", "pipe", reference("mutants/greet-usage-exits-0"), "--junit", file});
  CHECK(run.status == 1);
  CHECK(content(file).find("<failure message=\"greet ended with status 0") != std::string::npos);
}

TEST_CASE("one broken submission does not stop the class") {
  if (machine_refuses()) return;
  const TestFolder folder;
  folder.folder("class");
  fs::copy(reference("good/blocking"), folder.path() + "/class/zoe", fs::copy_options::recursive);
  folder.folder("class/adam");
  folder.file("class/adam/submission.toml", "[rols]\n");
  const Outcome graded = type({"grade", "pipe", folder.path() + "/class", "--out", folder.path() + "/out"});
  CHECK(graded.status == 0);
  CHECK(content(folder.path() + "/out/adam.txt").find("unknown key 'rols'") != std::string::npos);
  CHECK(content(folder.path() + "/out/zoe.txt").find("mark  100 of 100") != std::string::npos);
  CHECK(content(folder.path() + "/out/junit.xml").find("unknown key 'rols'") != std::string::npos);
}

TEST_CASE("an empty folder, a FIFO in a submission and a build that kills all it can do not stop the class either") {
  if (machine_refuses()) return;
  const TestFolder folder;
  folder.folder("class");
  fs::copy(reference("good/blocking"), folder.path() + "/class/zoe", fs::copy_options::recursive);
  folder.folder("class/empty");
  folder.folder("class/fifo");
  folder.file("class/fifo/greet.c", "int main(void) { return 0; }\n");
  REQUIRE(::mkfifo((folder.path() + "/class/fifo/channel").c_str(), 0600) == 0);
  folder.folder("class/wild");
  folder.file("class/wild/Makefile", "all:\n\tkill -9 -1 ; exit 1\n");
  const Outcome graded = type({"grade", "pipe", folder.path() + "/class", "--out", folder.path() + "/out"});
  CHECK(graded.status == 0);
  CHECK(content(folder.path() + "/out/empty.txt").find("the folder is empty") != std::string::npos);
  CHECK(content(folder.path() + "/out/fifo.txt").find("please remove this FIFO") != std::string::npos);
  CHECK(content(folder.path() + "/out/wild.txt").find("mark  0 of 100") != std::string::npos);
  CHECK(content(folder.path() + "/out/zoe.txt").find("mark  100 of 100") != std::string::npos);
}
