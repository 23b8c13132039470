#include "engine/tracer/launch.hpp"

#include <fcntl.h>
#include <grp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <utility>

#include "base/error.hpp"
#include "base/pipe.hpp"
#include "engine/tracer/descriptors.hpp"
#include "engine/tracer/tracer.hpp"
#include "engine/tracer/turns.hpp"

namespace ipcgrade::engine::tracer {
namespace {

using base::make_pipe;
using base::Pipe;

void set_nonblocking(const base::Fd& fd) { base::check(fcntl(fd.get(), F_SETFL, O_NONBLOCK), "making a pipe"); }

std::vector<char*> pointers(const std::vector<std::string>& words) {
  std::vector<char*> out;
  out.reserve(words.size() + 1);
  for (const std::string& word : words) out.push_back(const_cast<char*>(word.c_str()));
  out.push_back(nullptr);
  return out;
}

void limit(__rlimit_resource resource, std::uint64_t value) {
  const rlimit both{value, value};
  setrlimit(resource, &both);
}

// What a program inherits changes what it does (a SIGPIPE ignored by a parent turns death by 141 into exit 0), so every
// role starts from the same state: default signals, empty mask, umask 022, descriptors 0 to 2, own session.
void reset_process_state() {
  struct sigaction defaults {};
  defaults.sa_handler = SIG_DFL;
  for (int signal = 1; signal < NSIG; ++signal) sigaction(signal, &defaults, nullptr);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  setsid();
  umask(022);
}

[[noreturn]] void fail() { _exit(126); }

// Everything between fork and exec: only async-signal-safe calls.
struct Child {
  const LaunchOrder& order;
  const Filter& filter;
  std::vector<char*> argv;
  std::vector<char*> environment;

  [[noreturn]] void run(int gate, int input, int output, int error) const {
    reset_process_state();
    // The gate moves above the standard descriptors first: dup2 below must not close it.
    const int high = fcntl(gate, F_DUPFD_CLOEXEC, 64);
    if (high < 0 || dup2(input, 0) < 0 || dup2(output, 1) < 0 || dup2(error, 2) < 0) fail();
    close_range(3, static_cast<unsigned>(high) - 1, 0);
    close_range(static_cast<unsigned>(high) + 1, ~0U, 0);
    give_descriptors_back();
    limit(RLIMIT_CORE, 1);  // 0 would not stop a core_pattern that pipes (core(5))
    limit(RLIMIT_AS, order.memory_bytes);
    limit(RLIMIT_FSIZE, order.disk_bytes);
    if (chdir(order.folder.c_str()) != 0) fail();
    if (order.become) drop(*order.become);
    char byte = 0;
    if (read(high, &byte, 1) != 1) fail();  // end of file: the tracer is gone
    ask_for_turns_of(tracee_turn);
    if (filter.load() != 0) fail();
    execvpe(order.program.empty() ? argv[0] : order.program.c_str(), argv.data(), environment.data());
    _exit(127);
  }

  static void drop(unsigned id) {
    if (setgroups(0, nullptr) != 0 || setresgid(id, id, id) != 0 || setresuid(id, id, id) != 0) fail();
  }
};

}  // namespace

Launched launch(const LaunchOrder& order, const Filter& filter) {
  Pipe gate = make_pipe();
  Pipe input = make_pipe();
  Pipe output = make_pipe();
  Pipe error = make_pipe();
  set_nonblocking(input.write);
  set_nonblocking(output.read);
  set_nonblocking(error.read);
  const Child child{order, filter, pointers(order.argv), pointers(order.environment)};
  // The tracer is not dumpable, so that no program inside can attach to it; a child made so could not be traced itself.
  prctl(PR_SET_DUMPABLE, 1, 0, 0, 0);
  const pid_t pid = fork();
  if (pid == 0) child.run(gate.read.get(), input.read.get(), output.write.get(), error.write.get());
  const int error_number = errno;
  prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
  if (pid < 0) throw base::SystemError(error_number, "starting a program (fork)");
  seize(pid);
  return {pid, std::move(gate.write), std::move(input.write), std::move(output.read), std::move(error.read)};
}

}  // namespace ipcgrade::engine::tracer
