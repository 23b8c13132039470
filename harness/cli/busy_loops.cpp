#include "cli/busy_loops.hpp"

#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <csignal>

#include "base/error.hpp"

namespace ipcgrade::cli {
namespace {

[[noreturn]] void turn(pid_t parent) {
  // A parent that ended before the first line had effect sends nothing any more.
  if (::prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || ::getppid() != parent) ::_exit(1);
  ::prctl(PR_SET_NAME, "ipcgrade-load");
  std::atomic<unsigned> turns{0};  // without an effect the compiler may take the loop for one that ends
  for (;;) ++turns;
}

}  // namespace

BusyLoops::BusyLoops(unsigned count) {
  const pid_t self = ::getpid();
  for (unsigned i = 0; i < count; ++i) {
    const pid_t pid = ::fork();
    if (pid == 0) turn(self);
    if (pid < 0) {
      const int error = errno;
      end();
      throw base::SystemError(error, "starting a busy loop (fork)");
    }
    processes_.push_back(pid);
  }
}

BusyLoops::~BusyLoops() { end(); }

void BusyLoops::end() noexcept {
  for (const pid_t pid : processes_) ::kill(pid, SIGKILL);
  for (const pid_t pid : processes_)
    while (::waitpid(pid, nullptr, 0) < 0 && errno == EINTR) continue;
  processes_.clear();
}

}  // namespace ipcgrade::cli
