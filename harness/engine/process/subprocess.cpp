#include "engine/process/subprocess.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <optional>
#include <utility>

#include "base/error.hpp"
#include "base/fd.hpp"
#include "engine/process/frame.hpp"

namespace ipcgrade::engine::process {
namespace {

std::string& worker_program() {
  static std::string path = "/proc/self/exe";
  return path;
}

using base::check;
using base::Fd;

// Lock-free, so that a signal handler can walk it. A worker without a free place is still run, only not cancelled early.
std::array<std::atomic<pid_t>, 1024> live_workers{};
std::atomic<bool> cancelled{false};
static_assert(std::atomic<pid_t>::is_always_lock_free && std::atomic<bool>::is_always_lock_free);

// A live child of ours, in the list for as long as its pid cannot be anybody else's.
class Worker {
 public:
  explicit Worker(pid_t pid) : pid_(pid) {
    for (auto& place : live_workers) {
      pid_t empty = 0;
      if (!place.compare_exchange_strong(empty, pid)) continue;
      place_ = &place;
      break;
    }
    if (cancelled) kill(pid, SIGKILL);  // the handler may have run before the pid stood there
  }
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;
  ~Worker() {
    if (pid_ == 0) return;
    kill(pid_, SIGKILL);
    wait();
  }

  [[nodiscard]] pid_t pid() const noexcept { return pid_; }
  // Leaves the list between the worker's end and its reaping.
  int wait() noexcept {
    siginfo_t ignored{};
    while (waitid(P_PID, static_cast<id_t>(pid_), &ignored, WEXITED | WNOWAIT) < 0 && errno == EINTR) continue;
    if (place_ != nullptr) *place_ = 0;
    int status = 0;
    while (waitpid(pid_, &status, 0) < 0 && errno == EINTR) continue;
    pid_ = 0;
    return status;
  }

 private:
  pid_t pid_;
  std::atomic<pid_t>* place_ = nullptr;
};

struct Ends {
  Fd ours;
  Fd theirs;
};

// Out of the way of 0, 1 and 2, which may be free here and are about to be filled there.
Fd above_standard(Fd fd) {
  if (fd.get() > STDERR_FILENO) return fd;
  return Fd(check(fcntl(fd.get(), F_DUPFD_CLOEXEC, STDERR_FILENO + 1), "making a pipe to a worker"));
}

constexpr int large_pipe = 1 << 20;

Ends output_pipe() {
  int ends[2];
  check(pipe2(ends, O_CLOEXEC), "making a pipe to a worker");
  return {above_standard(Fd(ends[0])), above_standard(Fd(ends[1]))};
}

// Requests go over a socket, which can be written to without SIGPIPE when the worker is gone.
Ends input_socket() {
  int ends[2];
  check(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends), "making a socket to a worker");
  return {above_standard(Fd(ends[0])), above_standard(Fd(ends[1]))};
}

class Attributes {
 public:
  Attributes(const Ends& input, const Ends& output, const Ends& error) {
    posix_spawnattr_init(&attributes_);
    posix_spawn_file_actions_init(&actions_);
    sigset_t all;
    sigset_t none;
    sigfillset(&all);
    sigemptyset(&none);
    posix_spawnattr_setsigdefault(&attributes_, &all);
    posix_spawnattr_setsigmask(&attributes_, &none);
    posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
    posix_spawn_file_actions_adddup2(&actions_, input.theirs.get(), 0);
    posix_spawn_file_actions_adddup2(&actions_, output.theirs.get(), 1);
    posix_spawn_file_actions_adddup2(&actions_, error.theirs.get(), 2);
    posix_spawn_file_actions_addclosefrom_np(&actions_, 3);
  }
  Attributes(const Attributes&) = delete;
  Attributes& operator=(const Attributes&) = delete;
  ~Attributes() {
    posix_spawn_file_actions_destroy(&actions_);
    posix_spawnattr_destroy(&attributes_);
  }

  [[nodiscard]] pid_t spawn() const {
    char name[] = "ipcgrade";
    char command[] = "worker";
    char* argv[] = {name, command, nullptr};
    pid_t pid = 0;
    const int error = posix_spawn(&pid, worker_program().c_str(), &actions_, &attributes_, argv, environ);
    if (error != 0) throw base::SystemError(error, "starting a worker");
    return pid;
  }

 private:
  posix_spawnattr_t attributes_{};
  posix_spawn_file_actions_t actions_{};
};

void pin(pid_t pid, int cpu) {
  if (cpu < 0) return;
  cpu_set_t only;
  CPU_ZERO(&only);
  CPU_SET(static_cast<std::size_t>(cpu), &only);
  // What a trial takes for facts rests on its one CPU. A worker that is gone already is reported below.
  if (sched_setaffinity(pid, sizeof only, &only) != 0 && errno != ESRCH)
    throw base::SystemError(errno, "keeping a worker on CPU " + std::to_string(cpu));
}

// All traffic with one worker, until it has closed both its outputs: by then everything in there is dead.
class Conversation {
 public:
  explicit Conversation(const std::string& request) : request_(frame(request)) {}

  void run(Fd& input, Fd& output, Fd& error) {
    while (output || error) {
      // poll(2) passes over descriptors below zero.
      pollfd events[] = {{input.get(), POLLOUT, 0}, {output.get(), POLLIN, 0}, {error.get(), POLLIN, 0}};
      if (poll(events, 3, -1) < 0) {
        if (errno != EINTR) check(-1, "waiting for a worker");
        continue;
      }
      if (events[0].revents != 0) push(input);
      if (events[1].revents != 0) pull(output, reply, max_reply);
      if (events[2].revents != 0) pull(error, words, max_words);
    }
  }

  std::string reply;
  std::string words;

 private:
  static constexpr std::size_t max_reply = std::size_t{1} << 30;
  static constexpr std::size_t max_words = 4096;

  void push(Fd& input) {
    const ssize_t size = send(input.get(), request_.data() + sent_, request_.size() - sent_, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (size < 0 && (errno == EAGAIN || errno == EINTR)) return;
    if (size > 0) sent_ += static_cast<std::size_t>(size);
    if (size < 0 || sent_ == request_.size()) input.reset();  // a worker that does not listen says why, or its status does
  }

  static void pull(Fd& from, std::string& into, std::size_t most) {
    static thread_local std::array<char, large_pipe> buffer;
    const ssize_t size = read(from.get(), buffer.data(), buffer.size());
    if (size < 0 && (errno == EAGAIN || errno == EINTR)) return;
    if (size <= 0) return from.reset();
    into.append(buffer.data(), std::min(static_cast<std::size_t>(size), most - std::min(most, into.size())));
  }

  std::string request_;
  std::size_t sent_ = 0;
};

[[noreturn]] void throw_dead(int status, std::string words) {
  while (!words.empty() && words.back() == '\n') words.pop_back();
  const std::string how = WIFSIGNALED(status) ? "was killed by signal " + std::to_string(WTERMSIG(status))
                                              : "ended with status " + std::to_string(WEXITSTATUS(status));
  throw base::SystemError(ECONNABORTED, "a worker " + how + (words.empty() ? "" : ", saying '" + words + "'"));
}

}  // namespace

void use_worker_program(const std::string& path) { worker_program() = path; }

std::string call_worker(const std::string& request, int cpu) {
  if (cancelled) throw Cancelled();
  Ends input = input_socket();
  Ends output = output_pipe();
  fcntl(output.ours.get(), F_SETPIPE_SZ, large_pipe);  // fewer turns for a long trace; where refused (pipe(7)), more of them
  Ends error = output_pipe();
  Worker worker(Attributes(input, output, error).spawn());
  input.theirs.reset();
  output.theirs.reset();
  error.theirs.reset();
  pin(worker.pid(), cpu);
  Conversation conversation(request);
  conversation.run(input.ours, output.ours, error.ours);
  const int status = worker.wait();
  if (cancelled) throw Cancelled();
  auto reply = unframe(std::move(conversation.reply));
  if (status != 0 || !reply) throw_dead(status, conversation.words);
  return std::move(*reply);
}

void cancel_workers() noexcept {
  cancelled = true;
  for (const auto& place : live_workers) {
    if (const pid_t pid = place; pid > 0) kill(pid, SIGKILL);
  }
}

}  // namespace ipcgrade::engine::process
