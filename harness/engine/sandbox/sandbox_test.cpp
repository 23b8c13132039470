#include "engine/sandbox/sandbox.hpp"

#include <poll.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include <csignal>

#include "base/error.hpp"
#include "engine/sandbox/sandbox_testing.hpp"
#include "testing/catch.hpp"

using namespace ipcgrade::engine::sandbox;
using namespace ipcgrade::engine::sandbox::testing;
using ipcgrade::base::SystemError;

namespace {

std::size_t harness_folders() {
  const auto ours = [](const fs::directory_entry& e) { return e.path().filename().string().starts_with("ipcgrade-"); };
  return static_cast<std::size_t>(std::count_if(fs::directory_iterator(std::getenv("TMPDIR")), fs::directory_iterator(), ours));
}

// Three generations that ignore all signals, each in a session of its own, holding `alive`; returns when all are up.
void start_stubborn_family(int alive) {
  int ready[2];
  if (pipe(ready) != 0) return;
  if (fork() == 0) {
    for (int signal = 1; signal < 32; ++signal) std::signal(signal, SIG_IGN);
    for (int generation = 0; generation < 2; ++generation) {
      if (fork() == 0) setsid();
    }
    [[maybe_unused]] const ssize_t up = write(ready[1], "x", 1);
    for (;;) pause();
  }
  char byte = 0;
  for (int up = 0; up < 4; ++up) [[maybe_unused]] const ssize_t got = read(ready[0], &byte, 1);
  [[maybe_unused]] const ssize_t told = write(alive, "x", 1);
}

// Whether no process holds the other end any more; waits for that as long as it takes, up to ten seconds.
bool all_gone(int end, int timeout_ms = 10'000) {
  pollfd event{end, 0, 0};
  return poll(&event, 1, timeout_ms) == 1 && (event.revents & POLLHUP) != 0;
}

}  // namespace

TEST_CASE("the body's exit status comes back, and the signal that ended it as 128 and more") {
  const HostSide host;
  for (const Rung* rung : working_rungs()) {
    CAPTURE(rung->name);
    CHECK(enter(host.order(), *rung, [](const Ground&) { return 42; }) == 42);
    const int status = enter(host.order(), *rung, [](const Ground&) -> int {
      // Process 1 of a pid namespace does not die of a signal it sends itself; a fault kills it all the same.
      std::signal(SIGILL, SIG_DFL);  // the test framework has a handler of its own
      __builtin_trap();
    });
    CHECK(status == 128 + SIGILL);
  }
}

TEST_CASE("nothing that a program does to files reaches the host") {
  const HostSide host;
  for (const Rung* rung : working_rungs()) {
    CAPTURE(rung->name);
    CHECK(holds_inside(host.order(), *rung, [&] {
      const bool own = can_write("note") && can_write("new") && truncate("note", 0) == 0;
      return own && !can_write("/usr/lib/probe") && !can_write("/etc/passwd") && !can_write("/bin/sh") && !can_write("/probe");
    }));
    CHECK(host.note() == "original");
    CHECK_FALSE(fs::exists(host.folder + "/new"));
    if (rung->mount_namespace) {
      CHECK(holds_inside(host.order(), *rung,
                         [&] { return !fs::exists(host.folder) && !fs::exists("/.host") && !fs::exists("/root"); }));
    }
  }
}

TEST_CASE("a build's folder is the host's own, and the only one that is writable") {
  for (const Rung* rung : working_rungs()) {
    const HostSide host;
    CAPTURE(rung->name);
    CHECK(holds_inside(host.order(Order::Folder::in_place), *rung,
                       [&] { return can_write("note") && can_write("made") && !can_write("/usr/lib/probe"); }));
    CHECK(fs::remove(host.folder + "/made"));
  }
}

TEST_CASE("children that ignore every signal are gone when enter returns") {
  const HostSide host;
  for (const Rung* rung : working_rungs()) {
    CAPTURE(rung->name);
    int ends[2];
    REQUIRE(pipe2(ends, O_CLOEXEC) == 0);
    const Fd watch(ends[0]);
    Fd alive(ends[1]);
    CHECK(enter(host.order(), *rung, [&](const Ground&) { return start_stubborn_family(alive.get()), 0; }) == 0);
    alive.reset();
    CHECK(all_gone(watch.get(), 0));
  }
}

TEST_CASE("when the process that made the sandbox is killed, everything in it dies") {
  const HostSide host;
  for (const Rung* rung : working_rungs()) {
    CAPTURE(rung->name);
    const std::size_t folders = harness_folders();
    int ends[2];
    REQUIRE(pipe2(ends, O_CLOEXEC) == 0);
    const Fd watch(ends[0]);
    Fd alive(ends[1]);
    const pid_t maker = fork();
    if (maker == 0) {
      enter(host.order(), *rung, [&](const Ground&) -> int {
        start_stubborn_family(alive.get());
        for (;;) pause();
      });
      _exit(0);
    }
    alive.reset();
    char byte = 0;
    REQUIRE(read(watch.get(), &byte, 1) == 1);
    kill(maker, SIGKILL);
    waitpid(maker, nullptr, 0);
    CHECK(all_gone(watch.get()));
    // Without a pid namespace the keeper, which holds the pipe too, removes its folder before it goes.
    CHECK(harness_folders() == folders);
  }
}

TEST_CASE("no mount, shared memory object or folder is left on the host") {
  const HostSide host;
  const std::string mounts = content("/proc/self/mounts");
  const std::size_t folders = harness_folders();
  for (const Rung* rung : working_rungs()) {
    CAPTURE(rung->name);
    CHECK(holds_inside(host.order(), *rung, [&] {
      if (!rung->mount_namespace) return true;
      return static_cast<bool>(Fd(shm_open("/left-behind", O_CREAT | O_RDWR, 0600))) && can_write("/tmp/left-behind");
    }));
  }
  CHECK(content("/proc/self/mounts") == mounts);
  CHECK_FALSE(fs::exists("/dev/shm/left-behind"));
  CHECK_FALSE(fs::exists("/tmp/left-behind"));
  CHECK(harness_folders() == folders);
}

TEST_CASE("a sandbox that cannot be set up says what was in the way, and leaves nothing") {
  const HostSide host;
  const std::size_t folders = harness_folders();
  REQUIRE(mkfifo((host.folder + "/pipe").c_str(), 0600) == 0);
  const auto nothing = [](const Ground&) { return 0; };
  for (const Rung* rung : working_rungs()) {
    CAPTURE(rung->name);
    CHECK_THROWS_WITH(enter(host.order(), *rung, nothing),
                      Catch::Contains(host.folder + "/pipe") && Catch::Contains("not a plain file"));
    Order missing = host.order();
    missing.files += "/missing";
    CHECK_THROWS_AS(enter(missing, *rung, nothing), SystemError);
    Order link = host.order();
    link.files += "/link";
    fs::create_directory_symlink("/etc", link.files);
    CHECK_THROWS_AS(enter(link, *rung, nothing), SystemError);
    fs::remove(link.files);
    Order no_tool = host.order(Order::Folder::in_place);
    no_tool.read_only = {"/opt/no-such-tool"};
    if (rung->mount_namespace) CHECK_THROWS_WITH(enter(no_tool, *rung, nothing), Catch::Contains("/opt/no-such-tool"));
  }
  CHECK(harness_folders() == folders);
}
