#include "engine/process/fence.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>

#include "testing/catch.hpp"

using ipcgrade::engine::process::Fence;

namespace {

int in_a_fenced_child(int (*act)()) {
  const Fence fence;
  const pid_t child = fork();
  if (child == 0) {
    setsid();
    for (const int signal : {SIGTERM, SIGABRT}) std::signal(signal, SIG_DFL);  // the test framework catches them
    _exit(fence.apply() ? act() : 99);
  }
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

TEST_CASE("a fenced process cannot signal its parent or everybody") {
  CHECK(in_a_fenced_child([] { return kill(getppid(), 0) == -1 && errno == EPERM ? 0 : 1; }) == 0);
  CHECK(in_a_fenced_child([] { return kill(-1, 0) == -1 && errno == EPERM ? 0 : 1; }) == 0);
  CHECK(in_a_fenced_child([] { return kill(-getppid(), 0) == -1 && errno == EPERM ? 0 : 1; }) == 0);
}

TEST_CASE("a fenced process can still end itself, its group, and fork") {
  CHECK(in_a_fenced_child([] { return kill(0, SIGTERM); }) == 128 + SIGTERM);
  CHECK(in_a_fenced_child([]() -> int { abort(); }) == 128 + SIGABRT);
  CHECK(in_a_fenced_child([] { return system("/bin/true | /bin/cat"); }) == 0);
}
