#include "engine/process/build.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <grp.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstring>

#include "base/clock.hpp"
#include "base/descendants.hpp"
#include "base/error.hpp"
#include "base/fd.hpp"
#include "base/pipe.hpp"
#include "engine/process/child_signals.hpp"
#include "engine/process/fence.hpp"
#include "engine/process/folder_size.hpp"
#include "engine/process/fork_gate.hpp"

namespace ipcgrade::engine::process {
namespace {

using base::check;
using base::Clock;
using base::Fd;
using std::chrono::milliseconds;

constexpr std::size_t kept_output = 64 << 10;
constexpr std::uint64_t address_space = std::uint64_t{16} << 30;  // a Java compiler reserves gigabytes that it never touches
constexpr milliseconds tick{20};

struct BuildLimits {
  milliseconds cpu;
  milliseconds wall;
  std::uint64_t output;
  std::uint64_t disk;
  std::size_t processes;

  explicit BuildLimits(const model::Limits& limits)
      : cpu(limits.cpu * 3),
        wall(limits.wall * 3),
        output(limits.output_bytes),
        disk(limits.disk_bytes),
        processes(limits.processes) {}
};

// The environment is fixed: MAKEFLAGS, CFLAGS and the like of whoever grades are not the student's.
struct Environment {
  explicit Environment(const std::string& work) : home("HOME=" + work) {
    pointers = {path.data(), home.data(), locale.data(), zone.data(), nullptr};
  }
  std::string path = "PATH=/usr/local/bin:/usr/bin:/bin";
  std::string home;
  std::string locale = "LC_ALL=C.UTF-8";
  std::string zone = "TZ=UTC";
  std::array<char*, 5> pointers{};
};

void limit(__rlimit_resource resource, std::uint64_t value) {
  const rlimit both{value, value};
  setrlimit(resource, &both);
}

// Between fork and exec.
struct Shell {
  const std::string& command;
  const std::string& work;
  const BuildLimits& limits;
  std::optional<unsigned> become;
  Environment& environment;
  const Fence& fence;
  const sigset_t& signals;  // as the build gets them

  // Not before the watcher is ready: `go` ends then.
  [[noreturn]] void run(int output, int go) const {
    char none = 0;
    if (read(go, &none, 1) != 0) _exit(126);
    sigprocmask(SIG_SETMASK, &signals, nullptr);
    setsid();
    umask(022);
    const int null = open("/dev/null", O_RDONLY);
    if (null < 0 || dup2(null, 0) < 0 || dup2(output, 1) < 0 || dup2(output, 2) < 0) _exit(126);
    close_range(3, ~0U, 0);
    set_limits();
    if (chdir(work.c_str()) != 0 || !drop() || !fence.apply()) _exit(126);
    char name[] = "sh";
    char option[] = "-c";
    char* argv[] = {name, option, const_cast<char*>(command.c_str()), nullptr};
    execve("/bin/sh", argv, environment.pointers.data());
    _exit(127);
  }

 private:
  void set_limits() const {
    limit(RLIMIT_CORE, 1);  // 0 would not stop a core_pattern that pipes: core(5)
    // A second line of defence: the one who watches says which limit it was, the kernel only kills.
    limit(RLIMIT_CPU, static_cast<std::uint64_t>(limits.cpu.count() / 1000 * 2 + 1));
    limit(RLIMIT_FSIZE, limits.disk);
    limit(RLIMIT_AS, address_space);
  }
  [[nodiscard]] bool drop() const {
    if (become && (setgroups(0, nullptr) != 0 || setresgid(*become, *become, *become) != 0)) return false;
    if (become && setresuid(*become, *become, *become) != 0) return false;
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
  }
};

std::string in_mebibytes(std::uint64_t bytes) {
  return bytes % (1 << 20) == 0 ? fmt::format("{} MiB", bytes >> 20) : fmt::format("{} bytes", bytes);
}
std::string in_seconds(milliseconds time) { return fmt::format("{:g} s", static_cast<double>(time.count()) / 1000); }

// One command under way: takes its output, measures it, and stops it at a limit.
class Command {
 public:
  Command(pid_t shell, Fd output, const ChildSignals& children, const std::string& work, const BuildLimits& limits)
      : shell_(shell),
        gate_(shell),
        children_(children),
        output_(std::move(output)),
        work_(work),
        limits_(limits),
        disk_(folder_size(work, ~std::uint64_t{0}) + limits.disk) {}

  void watch(model::BuildResult& result) {
    while (!over() && result.failure.empty()) {
      pollfd events[] = {{output_.get(), POLLIN, 0}, {children_.fd(), POLLIN, 0}};
      poll(events, 2, static_cast<int>(tick.count()));
      if (events[0].revents != 0) take_output(result);
      children_.take();
      follow(result);
      if (Clock::now() >= next_look_) look(result);
    }
    // The shell is over, or has to be; what it left running goes with it, and then the pipe has no writer any more.
    result.duration = Clock::now() - started_;
    base::kill_descendants();
    while (output_) take_output(result);
    if (result.failure.empty()) judge_status(result);
    result.ok = result.failure.empty();
  }

 private:
  [[nodiscard]] bool over() const { return status_.has_value(); }

  void take_output(model::BuildResult& result) {
    char buffer[16384];
    const ssize_t size = read(output_.get(), buffer, sizeof buffer);
    if (size < 0 && errno == EINTR) return;
    if (size <= 0) return output_.reset();
    seen_ += static_cast<std::uint64_t>(size);
    result.output.append(buffer,
                         std::min(static_cast<std::size_t>(size), kept_output - std::min(kept_output, result.output.size())));
    if (seen_ > limits_.output && result.failure.empty())
      result.failure = "wrote more than " + in_mebibytes(limits_.output) + " of messages";
  }

  // Lets on whoever stopped at a fork. Orphans come to this process; they must not pile up as zombies, and their time counts.
  void follow(model::BuildResult& result) {
    int status = 0;
    for (pid_t pid = 0; result.failure.empty() && (pid = waitpid(-1, &status, WNOHANG | __WALL)) > 0;) {
      if (WIFSTOPPED(status)) {
        gate_.let_on(pid, status);
      } else if (pid == shell_) {
        status_ = status;
      }
      if (gate_.forks() > limits_.processes) look(result);
    }
  }

  void look(model::BuildResult& result) {
    const auto begun = Clock::now();
    gate_.forget();
    const std::vector<base::Descendant> processes = base::descendants();
    const auto alive = static_cast<std::size_t>(
        std::count_if(processes.begin(), processes.end(), [](const base::Descendant& d) { return d.state != 'Z'; }));
    milliseconds cpu = reaped_cpu() - reaped_before_;
    std::size_t entries = 0;  // in the kernel's table
    for (const base::Descendant& process : processes) {
      cpu += process.cpu;
      entries += static_cast<std::size_t>(std::max(1, process.threads));
    }
    if (alive > limits_.processes) {
      result.failure = fmt::format("had more than {} processes at the same time", limits_.processes);
    } else if (entries > 16 * limits_.processes) {
      result.failure = fmt::format("had more than {} threads and unreaped children at the same time", 16 * limits_.processes);
    } else if (cpu > limits_.cpu) {
      result.failure = "used more than " + in_seconds(limits_.cpu) + " of processor time";
    } else if (folder_size(work_, disk_) > disk_) {
      result.failure = "filled its folder by more than " + in_mebibytes(limits_.disk);
    } else if (begun - started_ > limits_.wall) {
      out_of_time(processes, result);
    }
    // Looking at much takes long: never spend more than a tenth of the time on it.
    next_look_ = Clock::now() + std::max<base::Nanoseconds>(tick, 10 * (Clock::now() - begun));
  }

  // A build that sleeps has itself to blame. One that is still at work, with processor time left, had a slow machine.
  void out_of_time(const std::vector<base::Descendant>& processes, model::BuildResult& result) const {
    result.machine = std::any_of(processes.begin(), processes.end(),
                                 [](const base::Descendant& process) { return process.state == 'R' || process.state == 'D'; });
    result.failure = (result.machine ? "was still at work after " : "was asleep after ") + in_seconds(limits_.wall);
  }

  static milliseconds reaped_cpu() {
    rusage usage{};
    getrusage(RUSAGE_CHILDREN, &usage);
    const auto of = [](const timeval& t) { return milliseconds(t.tv_sec * 1000 + t.tv_usec / 1000); };
    return of(usage.ru_utime) + of(usage.ru_stime);
  }

  void judge_status(model::BuildResult& result) const {
    const int status = status_.value_or(0);
    if (WIFSIGNALED(status)) result.failure = fmt::format("was ended by SIG{}", sigabbrev_np(WTERMSIG(status)));
    if (WIFEXITED(status) && WEXITSTATUS(status) != 0) result.failure = fmt::format("ended with status {}", WEXITSTATUS(status));
  }

  pid_t shell_;
  ForkGate gate_;
  const ChildSignals& children_;
  Fd output_;
  const std::string& work_;
  const BuildLimits& limits_;
  const std::uint64_t disk_;  // with what was there before
  milliseconds reaped_before_ = reaped_cpu();
  Clock::time_point started_ = Clock::now();
  Clock::time_point next_look_ = started_ + tick;
  std::uint64_t seen_ = 0;
  std::optional<int> status_;  // the shell's, once it is over
};

void run_command(const std::string& work, const BuildLimits& limits, std::optional<unsigned> become, model::BuildResult& result) {
  if (access(work.c_str(), X_OK) != 0) {
    result.ok = false;
    result.failure = "the folder is gone: a command before this one removed it";
    return;
  }
  auto [output, input] = base::make_pipe();
  auto [go, ready] = base::make_pipe();
  Environment environment(work);
  const Fence fence;
  const ChildSignals children;
  const pid_t shell = check(fork(), "starting a build (fork)");
  if (shell == 0) {
    ready.reset();
    Shell{result.command, work, limits, become, environment, fence, children.before()}.run(input.get(), go.get());
  }
  input.reset();
  Command command(shell, std::move(output), children, work, limits);
  ready.reset();
  command.watch(result);
}

}  // namespace

std::vector<model::BuildResult> run_build(const model::BuildOrder& order, const std::string& work,
                                          std::optional<unsigned> become) {
  const BuildLimits limits(order.limits);
  std::vector<model::BuildResult> results;
  for (const std::string& command : order.commands) {
    model::BuildResult& result = results.emplace_back();
    result.command = command;
    try {
      run_command(work, limits, become, result);
    } catch (const base::SystemError& error) {
      base::kill_descendants();
      result.ok = false;
      result.machine = true;
      result.failure = error.what();
    }
  }
  return results;
}

}  // namespace ipcgrade::engine::process
