#include "engine/process/spawn_worker.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/socket.h>
#include <unistd.h>

#include <csignal>

#include "base/error.hpp"

namespace ipcgrade::engine::process {
namespace {

using base::check;
using base::Fd;

struct Ends {
  Fd ours;
  Fd theirs;
};

// Out of the way of 0, 1 and 2, which may be free here and are about to be filled there.
Fd above_standard(Fd fd) {
  if (fd.get() > STDERR_FILENO) return fd;
  return Fd(check(fcntl(fd.get(), F_DUPFD_CLOEXEC, STDERR_FILENO + 1), "making a socket to a worker"));
}

// A socket can be written to without SIGPIPE when the worker is gone, and takes descriptors along.
Ends control_socket() {
  int ends[2];
  check(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends), "making a socket to a worker");
  return {above_standard(Fd(ends[0])), above_standard(Fd(ends[1]))};
}

class Attributes {
 public:
  explicit Attributes(const Fd& input) {
    posix_spawnattr_init(&attributes_);
    posix_spawn_file_actions_init(&actions_);
    sigset_t all;
    sigset_t none;
    sigfillset(&all);
    sigemptyset(&none);
    posix_spawnattr_setsigdefault(&attributes_, &all);
    posix_spawnattr_setsigmask(&attributes_, &none);
    posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
    posix_spawn_file_actions_adddup2(&actions_, input.get(), STDIN_FILENO);
    posix_spawn_file_actions_addopen(&actions_, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions_, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addclosefrom_np(&actions_, STDERR_FILENO + 1);
  }
  Attributes(const Attributes&) = delete;
  Attributes& operator=(const Attributes&) = delete;
  ~Attributes() {
    posix_spawn_file_actions_destroy(&actions_);
    posix_spawnattr_destroy(&attributes_);
  }

  [[nodiscard]] pid_t spawn(const char* program) const {
    char name[] = "ipcgrade";
    char command[] = "worker";
    char* argv[] = {name, command, nullptr};
    pid_t pid = 0;
    const int error = posix_spawn(&pid, program, &actions_, &attributes_, argv, environ);
    if (error != 0) throw base::SystemError(error, "starting a worker");
    return pid;
  }

 private:
  posix_spawnattr_t attributes_{};
  posix_spawn_file_actions_t actions_{};
};

}  // namespace

Spawned spawn_worker(const char* program) {
  Ends control = control_socket();
  const pid_t pid = Attributes(control.theirs).spawn(program);
  return {pid, std::move(control.ours)};
}

}  // namespace ipcgrade::engine::process
