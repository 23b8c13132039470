// The program as people type it.
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "cli/test_folder.hpp"
#include "testing/catch.hpp"

using namespace ipcgrade::cli;
namespace fs = std::filesystem;

namespace {

struct Outcome {
  int status = -1;
  std::string output;  // standard output, then standard error, as they came
};

// A started program whose output is read from `output`.
struct Child {
  pid_t pid = -1;
  FILE* output = nullptr;
};

// `ipcgrade` with these words, in the project's folder, with `temporary` for its private folders.
Child start(std::vector<std::string> words, const std::string& temporary) {
  std::array<int, 2> ends{};
  REQUIRE(::pipe(ends.data()) == 0);
  const pid_t pid = ::fork();
  if (pid == 0) {
    ::dup2(ends[1], 1);
    ::dup2(ends[1], 2);
    ::close(ends[0]);
    ::setenv("IPCGRADE_ROOT", IPCGRADE_SOURCE_DIR, 1);
    ::setenv("TMPDIR", temporary.c_str(), 1);
    std::vector<char*> argv;
    words.insert(words.begin(), "ipcgrade");
    for (std::string& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    ::execv(IPCGRADE_BINARY, argv.data());
    ::_exit(127);
  }
  ::close(ends[1]);
  return {pid, ::fdopen(ends[0], "r")};
}

Outcome finish(const Child& child) {
  Outcome outcome;
  for (int c = std::fgetc(child.output); c != EOF; c = std::fgetc(child.output)) outcome.output += static_cast<char>(c);
  std::fclose(child.output);
  int status = 0;
  ::waitpid(child.pid, &status, 0);
  outcome.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return outcome;
}

Outcome type(const std::vector<std::string>& words) {
  const TestFolder temporary;
  Outcome outcome = finish(start(words, temporary.path()));
  CHECK(fs::is_empty(temporary.path()));  // whatever happened, nothing is left behind
  return outcome;
}

// Skips, with a reason, where this machine can run no trial at all.
bool machine_refuses() {
  const Outcome doctor = type({"doctor"});
  if (doctor.status == 3) WARN("no trial can run here: " << doctor.output);
  return doctor.status == 3;
}

std::string reference(const std::string& name) { return IPCGRADE_SOURCE_DIR "/reference/pipe/" + name; }

std::string content(const std::string& path) {
  std::stringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

}  // namespace

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
      {{"--root", "/nowhere", "list"}, "ipcgrade: --root '/nowhere' has no assignments/ and suites/\n"},
  };
  for (const Row& row : rows) {
    const Outcome outcome = type(row.words);
    CHECK(outcome.output == row.line);
    CHECK(outcome.status == 2);
  }
}

TEST_CASE("help, version and lists are no failures") {
  for (const auto& words : std::vector<std::vector<std::string>>{
           {"--help"}, {"run", "--help"}, {"--version"}, {"list"}, {"list", "pipe"}, {"list", "--verbs"}, {"list", "--markdown"}})
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

TEST_CASE("grade writes a report for the class and a text for each submission") {
  if (machine_refuses()) return;
  const TestFolder out;
  const Outcome graded = type({"grade", "pipe", reference("good"), "--out", out.path() + "/results"});
  CHECK(graded.status == 0);
  CHECK(content(out.path() + "/results/blocking.txt").find("mark  100 of 100") != std::string::npos);
  CHECK(content(out.path() + "/results/report.json").find("\"submission\": \"poll\"") != std::string::npos);
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
}

TEST_CASE("Ctrl-C keeps what is finished, ends what runs and leaves nothing behind") {
  if (machine_refuses()) return;
  const TestFolder folder;
  folder.folder("class");
  fs::copy(reference("good/blocking"), folder.path() + "/class/first", fs::copy_options::recursive);
  folder.folder("class/second");
  folder.file("class/second/Makefile", "all:\n\twhile true; do :; done\n");
  folder.folder("tmp");
  const Child child =
      start({"grade", "pipe", folder.path() + "/class", "--out", folder.path() + "/out", "-j", "1"}, folder.path() + "/tmp");
  for (int c = std::fgetc(child.output); c != EOF && c != '\n'; c = std::fgetc(child.output)) {
  }
  ::kill(child.pid, SIGINT);  // the first submission's line has come: the second is being built, and would be for a minute
  CHECK(finish(child).status == 130);
  CHECK(fs::is_empty(folder.path() + "/tmp"));
  CHECK(content(folder.path() + "/out/report.json").find("\"submission\": \"first\"") != std::string::npos);
  CHECK_FALSE(fs::exists(folder.path() + "/out/second.txt"));
}
