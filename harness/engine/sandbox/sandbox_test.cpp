#include "engine/sandbox/sandbox.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <mqueue.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/shm.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include "base/error.hpp"
#include "base/fd.hpp"
#include "engine/sandbox/user.hpp"
#include "testing/catch.hpp"

using namespace ipcgrade::engine::sandbox;
using ipcgrade::base::Fd;
using ipcgrade::base::SystemError;
namespace fs = std::filesystem;

namespace {

// Every rung that this machine has; the test program is skipped where that is none.
const std::vector<const Rung*>& working_rungs() {
  static const std::vector<const Rung*> found = [] {
    std::vector<const Rung*> out;
    for (const Rung& rung : rungs()) {
      const auto steps = try_rung(rung);
      const auto bad = std::find_if(steps.begin(), steps.end(), [](const Step& step) { return !step.ok; });
      if (bad == steps.end()) out.push_back(&rung);
      if (bad != steps.end()) std::cout << "rung " << rung.name << " left out: " << bad->name << ": " << bad->detail << std::endl;
    }
    if (out.empty()) std::exit(77);
    return out;
  }();
  return found;
}

// A folder on the host with one file, `note`, and a trace of nothing else.
class HostSide {
 public:
  HostSide() {
    char name[] = "/tmp/sandbox-test-XXXXXX";
    folder = mkdtemp(name);
    fs::permissions(folder, fs::perms(0755));
    std::ofstream(folder + "/note") << "original";
  }
  HostSide(const HostSide&) = delete;
  HostSide& operator=(const HostSide&) = delete;
  ~HostSide() { fs::remove_all(folder); }

  [[nodiscard]] Order order(Order::Folder kind = Order::Folder::fresh_copy) const { return {folder, kind, {}, 1U << 20}; }
  [[nodiscard]] std::string note() const {
    std::ifstream file(folder + "/note");
    return {std::istreambuf_iterator<char>(file), {}};
  }
  std::string folder;
};

// True when `act` returns true as a program of the sandbox would see it.
bool as_program(const Ground& ground, const std::function<bool()>& act) {
  const pid_t child = fork();
  if (child == 0) _exit((!ground.become || become(*ground.become)) && act() ? 0 : 1);
  int status = 0;
  waitpid(child, &status, 0);
  return status == 0;
}

// Runs `act` as a program in a sandbox.
bool holds_inside(const Order& order, const Rung& rung, const std::function<bool()>& act) {
  return enter(order, rung, [&](const Ground& ground) { return as_program(ground, act) ? 0 : 1; }) == 0;
}

bool can_write(const std::string& path) {
  return static_cast<bool>(Fd(open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0644)));
}

std::string content(const std::string& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::size_t harness_folders() {
  const auto ours = [](const fs::directory_entry& e) { return e.path().filename().string().starts_with("ipcgrade-"); };
  return static_cast<std::size_t>(std::count_if(fs::directory_iterator("/tmp"), fs::directory_iterator(), ours));
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
      std::signal(SIGSEGV, SIG_DFL);  // the test framework has a handler of its own
      *static_cast<volatile int*>(nullptr) = 1;
      return 0;
    });
    CHECK(status == 128 + SIGSEGV);
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
    Order no_tool = host.order(Order::Folder::in_place);
    no_tool.read_only = {"/opt/no-such-tool"};
    if (rung->mount_namespace) CHECK_THROWS_WITH(enter(no_tool, *rung, nothing), Catch::Contains("/opt/no-such-tool"));
  }
  CHECK(harness_folders() == folders);
}

TEST_CASE("a fresh copy keeps modes and links, and belongs to the programs' user") {
  const HostSide host;
  fs::permissions(host.folder + "/note", fs::perms(0640));
  fs::create_directory(host.folder + "/sub");
  std::ofstream(host.folder + "/sub/tool") << std::string(300'000, 'x');
  fs::permissions(host.folder + "/sub/tool", fs::perms(04755));
  fs::create_symlink("sub/tool", host.folder + "/link");
  fs::create_symlink("/nowhere", host.folder + "/dangling");
  for (const Rung* rung : working_rungs()) {
    CAPTURE(rung->name);
    CHECK(holds_inside(host.order(), *rung, [] {
      struct stat note {};
      struct stat tool {};
      const bool found = stat("note", &note) == 0 && stat("sub/tool", &tool) == 0;
      const bool links = fs::read_symlink("link") == "sub/tool" && fs::read_symlink("dangling") == "/nowhere";
      return found && links && note.st_uid == geteuid() && note.st_gid == getegid() && (note.st_mode & 07777U) == 0640 &&
             (tool.st_mode & 07777U) == 0755 && tool.st_size == 300'000;
    }));
  }
}

TEST_CASE("room is bounded, beside what the submission itself takes") {
  const HostSide host;
  std::ofstream(host.folder + "/large") << std::string(3U << 20, 'x');
  for (const Rung* rung : working_rungs()) {
    if (!rung->mount_namespace) continue;
    CAPTURE(rung->name);
    for (const char* path : {"/tmp/fill", "/dev/shm/fill", "fill"}) {
      CAPTURE(path);
      CHECK(holds_inside(host.order(), *rung, [&] {
        const Fd file(open(path, O_WRONLY | O_CREAT, 0600));
        const bool fits = posix_fallocate(file.get(), 0, 900 << 10) == 0;
        return fits && posix_fallocate(file.get(), 0, 2 << 20) == ENOSPC;
      }));
    }
  }
}

TEST_CASE("more folders of the host can be seen, and only that") {
  const HostSide host;
  const HostSide tool;
  for (const Rung* rung : working_rungs()) {
    CAPTURE(rung->name);
    Order order = host.order();
    order.read_only = {tool.folder, "/usr/lib"};
    CHECK(holds_inside(order, *rung, [&] {
      return content(tool.folder + "/note") == "original" && (!rung->mount_namespace || !can_write(tool.folder + "/note"));
    }));
  }
}

TEST_CASE("programs find the world that the handout describes") {
  const HostSide host;
  for (const Rung* rung : working_rungs()) {
    if (!rung->mount_namespace) continue;
    CAPTURE(rung->name);
    const auto inside = [&](const std::function<bool()>& act) { return holds_inside(host.order(), *rung, act); };
    CHECK(inside([] { return fs::current_path() == "/work" && getuid() == 1000 && getgid() == 1000; }));
    CHECK(inside([] { return content("/etc/hosts") == "127.0.0.1 localhost\n::1 localhost\n"; }));
    CHECK(inside([] { return content("/proc/sys/fs/mqueue/msg_max") == "10\n"; }));
    CHECK(inside([] { return shmget(IPC_PRIVATE, 100, IPC_CREAT | 0600) > 0; }));
    CHECK(inside([] { return mq_open("/queue", O_CREAT | O_RDWR, 0600, nullptr) >= 0 && fs::exists("/dev/mqueue/queue"); }));
    CHECK(inside([] {
      return can_write("/dev/null") && can_write("/dev/full") && fs::exists("/dev/fd/0") && fs::exists("/dev/urandom");
    }));
    CHECK(inside([] { return system("echo 'int main(void){return 0;}' > a.c && cc -pthread a.c -o a && ./a") == 0; }));
    CHECK(inside(
        [] { return content("/proc/self/status").find("CapEff:\t0000000000000000") != std::string::npos || getuid() == 1000; }));
  }
}

TEST_CASE("standing in its own pid namespace a program sees nobody else") {
  const HostSide host;
  for (const Rung* rung : working_rungs()) {
    if (!rung->pid_namespace) continue;
    CAPTURE(rung->name);
    CHECK(holds_inside(host.order(), *rung, [] {
      const auto process = [](const fs::directory_entry& e) {
        return std::isdigit(static_cast<unsigned char>(e.path().filename().c_str()[0]));
      };
      return getppid() == 1 && std::count_if(fs::directory_iterator("/proc"), fs::directory_iterator(), process) == 2;
    }));
  }
}
