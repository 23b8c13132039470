// Ctrl-C and worse: what is finished is kept, and nothing else stays.
#include <sys/prctl.h>

#include <cerrno>
#include <csignal>

#include "cli/typed_program.hpp"
#include "testing/catch.hpp"

using namespace ipcgrade::cli;
namespace fs = std::filesystem;

namespace {

constexpr const char* turns_for_ever = R"(
#include <unistd.h>
int main(void) {
  volatile unsigned turns = 0;
  if (fork() >= 0) for (;;) ++turns;
  return 1;
}
)";

// Orphans of whatever this test starts come to this process.
void adopt_orphans() { REQUIRE(::prctl(PR_SET_CHILD_SUBREAPER, 1) == 0); }

// Waits for all that is left: what was killed needs a moment to end. A process that stays ends the test by SIGALRM.
void reap_all() {
  ::alarm(30);
  while (::waitpid(-1, nullptr, 0) > 0 || errno == EINTR) continue;
  CHECK(errno == ECHILD);
  ::alarm(0);
}

}  // namespace

TEST_CASE("Ctrl-C keeps what is finished, ends what runs and leaves nothing behind") {
  if (machine_refuses()) return;
  adopt_orphans();
  const TestFolder folder;
  folder.folder("class");
  fs::copy(reference("good/blocking"), folder.path() + "/class/first", fs::copy_options::recursive);
  folder.folder("class/second");
  folder.file("class/second/Makefile", "all:\n\twhile true; do :; done\n");
  folder.folder("tmp");
  const Child child = start({"grade", "pipe", folder.path() + "/class", "--out", folder.path() + "/out", "-j", "1"},
                            {folder.path() + "/tmp", {}, {}});
  wait_for(child, "\n");
  ::kill(child.pid, SIGINT);  // the first submission's line has come: the second is being built, and would be for a minute
  CHECK(finish(child).status == 130);
  reap_all();
  CHECK(fs::is_empty(folder.path() + "/tmp"));
  CHECK(content(folder.path() + "/out/report.json").find("\"submission\": \"first\"") != std::string::npos);
  CHECK_FALSE(fs::exists(folder.path() + "/out/second.txt"));
}

TEST_CASE("Ctrl-C in the middle of a trial ends its programs and shows what was judged before") {
  if (machine_refuses()) return;
  adopt_orphans();
  const TestFolder folder;
  folder.folder("work");
  folder.folder("tmp");
  folder.file("work/greet.c", "int main(void) { return 0; }\n");
  folder.file("work/swapcase.c", turns_for_ever);
  const Child child = start({"run", "pipe", folder.path() + "/work", "-j", "1", "--scenario", "greet-default", "swapcase-usage"},
                            {folder.path() + "/tmp", {}, Screen::terminal});
  wait_for(child, "1/2 scenarios");
  ::kill(child.pid, SIGINT);  // the second scenario's program turns until its ten seconds of processor time are over
  const Outcome outcome = finish(child);
  CHECK(outcome.status == 130);
  reap_all();
  CHECK(fs::is_empty(folder.path() + "/tmp"));
  CHECK(outcome.output.find("greet-default") != std::string::npos);
  CHECK(outcome.output.find("interrupted: 1 of 2 scenarios were run") != std::string::npos);
}

TEST_CASE("Ctrl-C ends the busy loops of validate") {
  if (machine_refuses()) return;
  adopt_orphans();
  const TestFolder temporary;
  const Child child =
      start({"validate", "pipe", "--only", "good/blocking", "--scenario", "greet-default", "--repeat", "100000", "--load", "2"},
            {temporary.path(), {}, {}});
  wait_for(child, "round 1");
  ::kill(child.pid, SIGINT);
  const Outcome outcome = finish(child);
  CHECK(outcome.status == 130);
  CHECK(outcome.output.find("nothing was wrong until then") != std::string::npos);
  reap_all();
  CHECK(fs::is_empty(temporary.path()));
}

TEST_CASE("a harness that is killed takes its trials and its busy loops with it") {
  if (machine_refuses()) return;
  adopt_orphans();
  const TestFolder temporary;
  const Child child =
      start({"validate", "pipe", "--only", "good/blocking", "--repeat", "100000", "--load", "2"}, {temporary.path(), {}, {}});
  wait_for(child, "round 1");
  ::kill(child.pid, SIGKILL);
  CHECK(finish(child).status == 128 + SIGKILL);
  reap_all();
}
