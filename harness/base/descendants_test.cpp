#include "base/descendants.hpp"

#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>

#include "testing/catch.hpp"

using namespace ipcgrade::base;

namespace {

// Two generations that ignore all they can, the younger in a session of its own; returns when both are up.
pid_t start_stubborn_family() {
  int ready[2];
  REQUIRE(pipe(ready) == 0);
  const pid_t child = fork();
  if (child == 0) {
    for (int signal = 1; signal < 32; ++signal) std::signal(signal, SIG_IGN);
    if (fork() == 0) setsid();
    [[maybe_unused]] const ssize_t told = write(ready[1], "x", 1);
    for (;;) pause();
  }
  char bytes[2];
  for (int heard = 0; heard < 2;) heard += static_cast<int>(read(ready[0], bytes, 1));
  close(ready[0]);
  close(ready[1]);
  return child;
}

}  // namespace

TEST_CASE("children and grandchildren are found, and strangers are not") {
  prctl(PR_SET_CHILD_SUBREAPER, 1);
  const pid_t child = start_stubborn_family();
  const auto found = descendants();
  CHECK(found.size() == 2);
  CHECK(std::any_of(found.begin(), found.end(), [&](const Descendant& d) { return d.pid == child && d.parent == getpid(); }));
  CHECK(std::any_of(found.begin(), found.end(), [&](const Descendant& d) { return d.parent == child; }));
  kill_descendants();
}

TEST_CASE("a family that ignores every signal is gone after kill_descendants, orphans included") {
  prctl(PR_SET_CHILD_SUBREAPER, 1);
  kill(start_stubborn_family(), SIGKILL);
  kill_descendants();
  CHECK(descendants().empty());
  CHECK(waitpid(-1, nullptr, WNOHANG) == -1);
}
