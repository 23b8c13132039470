#include "engine/process/subprocess.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sched.h>
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
#include "base/pipe.hpp"
#include "engine/process/frame.hpp"
#include "engine/process/message.hpp"
#include "engine/process/spawn_worker.hpp"

namespace ipcgrade::engine::process {
namespace {

using base::check;
using base::Fd;

std::string& worker_program() {
  static std::string path = "/proc/self/exe";
  return path;
}

// Lock-free, so that a signal handler can walk it. A worker without a free place is still run, only not cancelled early.
std::array<std::atomic<pid_t>, 1024> live_workers{};
std::atomic<bool> cancelled{false};
static_assert(std::atomic<pid_t>::is_always_lock_free && std::atomic<bool>::is_always_lock_free);

// A child of ours, in the list for as long as its pid cannot be anybody else's.
class Child {
 public:
  explicit Child(pid_t pid) : pid_(pid), parent_(getpid()) {
    for (auto& place : live_workers) {
      pid_t empty = 0;
      if (!place.compare_exchange_strong(empty, pid)) continue;
      place_ = &place;
      break;
    }
    if (cancelled) kill(pid, SIGKILL);  // the handler may have run before the pid stood there
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child() {
    if (pid_ == 0 || !is_ours()) return;
    kill(pid_, SIGKILL);
    wait();
  }

  [[nodiscard]] pid_t pid() const noexcept { return pid_; }
  // Not so in a process that was forked from the coordinator: there it is nobody's child.
  [[nodiscard]] bool is_ours() const noexcept { return parent_ == getpid(); }
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
  pid_t parent_;
  std::atomic<pid_t>* place_ = nullptr;
};

constexpr int large_pipe = 1 << 20;
constexpr std::size_t max_reply = std::size_t{1} << 30;
constexpr std::size_t max_words = 4096;

void pull(Fd& from, std::string& into, std::size_t most) {
  static thread_local std::array<char, large_pipe> buffer;
  const ssize_t size = read(from.get(), buffer.data(), buffer.size());
  if (size < 0 && (errno == EAGAIN || errno == EINTR)) return;
  if (size <= 0) return from.reset();
  into.append(buffer.data(), std::min(static_cast<std::size_t>(size), most - std::min(most, into.size())));
}

struct Answer {
  std::string reply;
  std::string words;
};

// All that comes over both pipes, until nobody holds the other ends: by then everything in there is dead.
Answer hear_out(Fd reply, Fd words) {
  Answer out;
  while (reply || words) {
    pollfd events[] = {{reply.get(), POLLIN, 0}, {words.get(), POLLIN, 0}};  // poll(2) passes over descriptors below zero
    if (poll(events, 2, -1) < 0) {
      if (errno != EINTR) check(-1, "waiting for a worker");
      continue;
    }
    if (events[0].revents != 0) pull(reply, out.reply, max_reply);
    if (events[1].revents != 0) pull(words, out.words, max_words);
  }
  return out;
}

[[noreturn]] void throw_failed(const std::string& how, std::string words) {
  while (!words.empty() && words.back() == '\n') words.pop_back();
  throw base::SystemError(ECONNABORTED, "a worker " + how + (words.empty() ? "" : ", saying '" + words + "'"));
}

std::string how_it_ended(int status) {
  return WIFSIGNALED(status) ? "was killed by signal " + std::to_string(WTERMSIG(status))
                             : "ended with status " + std::to_string(WEXITSTATUS(status));
}

// The worker of one thread.
class Worker {
 public:
  std::string call(const std::string& request, int cpu) {
    if (!stands_ready()) start();
    pin(cpu);
    base::Pipe reply = base::make_pipe();
    fcntl(reply.read.get(), F_SETPIPE_SZ, large_pipe);  // fewer turns for a long trace; where refused (pipe(7)), more of them
    base::Pipe words = base::make_pipe();
    send_message(control_.get(), request, reply.write.get(), words.write.get());
    reply.write.reset();
    words.write.reset();
    Answer answer = hear_out(std::move(reply.read), std::move(words.read));
    const std::optional<Answered> word = receive_answer(control_.get());
    const std::optional<int> end = word ? std::nullopt : std::optional(child_->wait());
    if (end) child_.reset();
    if (cancelled) throw Cancelled();
    if (end) throw_failed(how_it_ended(*end), answer.words);
    auto whole = unframe(std::move(answer.reply));
    if (word->status != 0 || !whole) throw_failed("answered with status " + std::to_string(word->status), answer.words);
    return std::move(*whole);
  }

 private:
  [[nodiscard]] bool stands_ready() const {
    if (!child_ || !child_->is_ours()) return false;
    pollfd end{control_.get(), 0, 0};
    return poll(&end, 1, 0) == 0;  // else it has hung up
  }

  void start() {
    Spawned spawned = spawn_worker(worker_program().c_str());
    child_.emplace(spawned.pid);
    control_ = std::move(spawned.control);
    cpu_ = -1;
  }

  void pin(int cpu) {
    if (cpu == cpu_) return;
    cpu_set_t processors;
    CPU_ZERO(&processors);
    if (cpu >= 0) CPU_SET(static_cast<std::size_t>(cpu), &processors);
    if (cpu < 0) check(sched_getaffinity(0, sizeof processors, &processors), "looking for processors");
    // What a trial takes for facts rests on its one CPU. A worker that is gone already is reported later.
    if (sched_setaffinity(child_->pid(), sizeof processors, &processors) != 0 && errno != ESRCH)
      throw base::SystemError(errno, "keeping a worker on CPU " + std::to_string(cpu));
    cpu_ = cpu;
  }

  std::optional<Child> child_;
  Fd control_;
  int cpu_ = -1;
};

}  // namespace

void use_worker_program(const std::string& path) { worker_program() = path; }

std::string call_worker(const std::string& request, int cpu) {
  if (cancelled) throw Cancelled();
  static thread_local Worker worker;
  return worker.call(request, cpu);
}

void cancel_workers() noexcept {
  cancelled = true;
  for (const auto& place : live_workers) {
    if (const pid_t pid = place; pid > 0) kill(pid, SIGKILL);
  }
}

}  // namespace ipcgrade::engine::process
