#include "engine/sandbox/sandbox.hpp"

#include <arpa/inet.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/shm.h>
#include <sys/socket.h>
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

// Does what it can to be noticed by the next.
bool leave_traces() {
  const Fd end(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_in nobody_there{};
  nobody_there.sin_family = AF_INET;
  nobody_there.sin_port = htons(9);
  nobody_there.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const bool refused = connect(end.get(), reinterpret_cast<sockaddr*>(&nobody_there), sizeof nobody_there) != 0;
  const bool made = static_cast<bool>(Fd(shm_open("/trace", O_CREAT | O_RDWR, 0600))) && shmget(17, 100, IPC_CREAT | 0600) > 0;
  return refused && made && can_write("/tmp/trace") && can_write("trace") && !can_write("/peer/trace") &&
         !can_write("/etc/trace");
}

bool finds_traces() {
  const bool files = fs::exists("/tmp/trace") || fs::exists("trace") || fs::exists("/dev/shm/trace");
  return files || shmget(17, 0, 0) >= 0 || content("/proc/self/net/dev").find("lo:       0 ") == std::string::npos;
}

bool makes_them_as_new(const HostSide& host, const HostSide& tool, const Rung& rung) {
  Maker maker(rung);
  const auto holds = [&](const Order& order, const std::function<bool()>& act) {
    return maker.enter(order, [&](const Ground& ground) { return as_program(ground, act) ? 0 : 1; }) == 0;
  };
  Order with_tool = host.order();
  with_tool.read_only = {tool.folder};
  const bool own_view = rung.mount_namespace;
  return (!own_view || (holds(host.order(), leave_traces) && holds(host.order(), [] { return !finds_traces(); }))) &&
         holds(with_tool, [&] { return content(tool.folder + "/note") == "original"; }) &&
         holds(host.order(), [&] { return content("note") == "original" && (!own_view || !fs::exists(tool.folder)); }) &&
         holds(host.order(Order::Folder::in_place), [] { return can_write("note"); });
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

TEST_CASE("a maker's sandboxes are as new, one after another") {
  for (const Rung* rung : working_rungs()) {
    CAPTURE(rung->name);
    const HostSide host;
    const HostSide tool;
    // In a process of its own: a maker does not come back from where it goes.
    const pid_t child = fork();
    if (child == 0) _exit(makes_them_as_new(host, tool, *rung) ? 0 : 1);
    int status = 0;
    waitpid(child, &status, 0);
    CHECK(status == 0);
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
