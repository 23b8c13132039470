#include "engine/probe/proc.hpp"

#include <fcntl.h>
#include <sched.h>
#include <sys/epoll.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/sysmacros.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <vector>

#include "base/error.hpp"
#include "engine/probe/memory.hpp"
#include "testing/catch.hpp"

using namespace ipcgrade;
using namespace ipcgrade::engine::probe;

namespace {

struct Pipe {
  base::Fd read;
  base::Fd write;
};

Pipe make_pipe() {
  int ends[2];
  REQUIRE(pipe2(ends, O_CLOEXEC) == 0);
  return {base::Fd(ends[0]), base::Fd(ends[1])};
}

// A child that runs `body` and is killed and reaped when this goes.
class Child {
 public:
  template <class Body>
  explicit Child(const Body& body) : pid_(fork()) {
    if (pid_ == 0) {
      body();
      _exit(0);
    }
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child() {
    kill(pid_, SIGKILL);
    waitpid(pid_, nullptr, 0);
  }
  [[nodiscard]] pid_t pid() const { return pid_; }

 private:
  pid_t pid_;
};

char state_after_settling(const TaskFiles& files, char awaited) {
  char state = files.state();
  for (int looks = 0; state != awaited && looks < 1'000'000; ++looks) {
    sched_yield();
    state = files.state();
  }
  return state;
}

}  // namespace

TEST_CASE("a thread in read on an empty pipe is told asleep, and running once it turns in a loop") {
  const Pipe pipe = make_pipe();
  const Child child([&] {
    char byte = 0;
    (void)!read(pipe.read.get(), &byte, 1);
    for (volatile int turns = 0;;) turns = turns + 1;
  });
  const TaskFiles files(child.pid(), child.pid());
  CHECK(state_after_settling(files, 'S') == 'S');
  REQUIRE(write(pipe.write.get(), "x", 1) == 1);
  CHECK(state_after_settling(files, 'R') == 'R');
  const auto before = files.cpu();
  for (int looks = 0; files.cpu() == before && looks < 1'000'000; ++looks) sched_yield();
  CHECK(files.cpu() > before);
}

TEST_CASE("a task that is gone is in state X and has nothing open") {
  pid_t pid = 0;
  {
    const Child child([] { pause(); });
    pid = child.pid();
  }
  CHECK(TaskFiles(pid, pid).state() == 'X');
  CHECK(open_files(pid).empty());
  CHECK_FALSE(open_file(pid, 0).has_value());
}

TEST_CASE("both ends of a pipe name the same object, with the access each gives") {
  const Pipe pipe = make_pipe();
  const auto read_end = open_file(getpid(), pipe.read.get());
  const auto write_end = open_file(getpid(), pipe.write.get());
  REQUIRE((read_end && write_end));
  CHECK(read_end->object == write_end->object);
  CHECK(read_end->object.kind == model::ObjectKind::pipe);
  CHECK(read_end->access == model::Access::read);
  CHECK(write_end->access == model::Access::write);
  CHECK(write_end->close_on_exec);
}

TEST_CASE("a descriptor of a device that never makes anyone wait is a file") {
  const base::Fd null(open("/dev/null", O_RDWR | O_CLOEXEC));
  const auto file = open_file(getpid(), null.get());
  REQUIRE(file.has_value());
  CHECK(file->object.kind == model::ObjectKind::file);
  CHECK(file->access == model::Access::both);
}

TEST_CASE("whoever holds a flock is known by the descriptor") {
  char name[] = "/tmp/ipcgrade-lock-XXXXXX";
  const base::Fd file(mkostemp(name, O_CLOEXEC));
  unlink(name);
  CHECK_FALSE(holds_lock(getpid(), file.get()));
  REQUIRE(flock(file.get(), LOCK_EX) == 0);
  CHECK(holds_lock(getpid(), file.get()));
}

TEST_CASE("a memory map is read line by line, and lines that make no sense are left out") {
  const auto maps = parse_maps(
      "55d0a8a3c000-55d0a8a3d000 r-xp 00001000 fe:00 1234 /work/greet\n"
      "nonsense\n"
      "7f0000000000-7f0000001000 rw-s 00002000 00:05 77 /dev/zero (deleted)\n");
  REQUIRE(maps.size() == 2);
  CHECK(maps[0].path == "/work/greet");
  CHECK_FALSE(maps[0].writable);
  CHECK(maps[1].shared);
  CHECK(maps[1].writable);
  CHECK(maps[1].offset == 0x2000);
  CHECK(maps[1].device == makedev(0, 5));
  CHECK(maps[1].inode == 77);
}

TEST_CASE("memory is read as far as it goes, and strings to their end") {
  static const char text[] = "across\0the zero";
  const auto address = reinterpret_cast<std::uint64_t>(text);
  CHECK(read_memory(getpid(), address, sizeof text) == std::string(text, sizeof text));
  CHECK(read_string(getpid(), address, 100) == "across");
  CHECK(read_string(getpid(), address, 3) == "acr");
  CHECK(read_memory(getpid(), 8, 16).empty());
}

TEST_CASE("who is out of descriptors is not told that a tracee is gone") {
  rlimit before{};
  REQUIRE(getrlimit(RLIMIT_NOFILE, &before) == 0);
  const rlimit none{3, before.rlim_max};
  setrlimit(RLIMIT_NOFILE, &none);
  int error = 0;
  try {
    const TaskFiles files(getpid(), getpid());
  } catch (const base::SystemError& refused) {
    error = refused.error_number();
  }
  setrlimit(RLIMIT_NOFILE, &before);
  CHECK(error == EMFILE);
}

TEST_CASE("what an epoll instance watches is told in the order of descriptors, whatever the kernel's own is") {
  const base::Fd epoll(epoll_create1(EPOLL_CLOEXEC));
  std::vector<Pipe> pipes;
  for (int i = 0; i < 20; ++i) {
    pipes.push_back(make_pipe());
    epoll_event event{};
    event.events = EPOLLIN;
    REQUIRE(epoll_ctl(epoll.get(), EPOLL_CTL_ADD, pipes.back().read.get(), &event) == 0);
  }
  const std::vector<Watched> watched = watched_by_epoll(getpid(), epoll.get());
  CHECK(watched.size() == pipes.size());
  CHECK(std::is_sorted(watched.begin(), watched.end(), [](const Watched& a, const Watched& b) { return a.fd < b.fd; }));
}
