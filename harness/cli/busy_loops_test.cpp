#include "cli/busy_loops.hpp"

#include <poll.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>

#include "testing/catch.hpp"

using namespace ipcgrade::cli;

namespace {

// Waits for the event itself; a process that stays is the test's failure after ten seconds.
bool ends(pid_t pid) {
  const int watch = static_cast<int>(::syscall(SYS_pidfd_open, pid, 0));
  if (watch < 0) return errno == ESRCH;
  pollfd event = {watch, POLLIN, 0};
  const bool ended = ::poll(&event, 1, 10'000) == 1;
  ::close(watch);
  return ended;
}

}  // namespace

TEST_CASE("as many busy loops run as were asked for, and none when they are over") {
  std::vector<pid_t> processes;
  {
    const BusyLoops loops(3);
    processes = loops.processes();
    REQUIRE(processes.size() == 3);
    for (const pid_t pid : processes) CHECK(::kill(pid, 0) == 0);
  }
  for (const pid_t pid : processes) CHECK(::kill(pid, 0) == -1);
}

TEST_CASE("busy loops end with whoever started them, even by SIGKILL") {
  std::array<int, 2> ends_of_pipe{};
  REQUIRE(::pipe(ends_of_pipe.data()) == 0);
  const pid_t starter = ::fork();
  if (starter == 0) {
    const BusyLoops loops(1);
    const pid_t pid = loops.processes().front();
    if (::write(ends_of_pipe[1], &pid, sizeof pid) != sizeof pid) ::_exit(1);
    ::pause();
    ::_exit(0);
  }
  pid_t loop = 0;
  REQUIRE(::read(ends_of_pipe[0], &loop, sizeof loop) == sizeof loop);
  ::kill(starter, SIGKILL);
  ::waitpid(starter, nullptr, 0);
  CHECK(ends(loop));
  for (const int fd : ends_of_pipe) ::close(fd);
}
