#include "report/call_words.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <linux/futex.h>

#include <algorithm>
#include <array>

#include "oracles/naming.hpp"
#include "oracles/printable.hpp"
#include "oracles/waiting.hpp"
#include "report/endpoint_words.hpp"

namespace ipcgrade::report {

using namespace model;
using oracles::call_name;
using oracles::count_of;

namespace {

std::string with_fd(const Called& called) { return fmt::format("{}({})", call_name(called.call), called.fd); }

std::string moved(const Called& called) {
  std::string bytes = count_of(static_cast<std::uint64_t>(called.result), "byte");
  if (called.payload.empty()) return bytes;
  const std::string_view payload(called.payload);
  const bool whole = payload.size() <= shown_bytes && static_cast<std::uint64_t>(called.result) == payload.size();
  const std::string_view shown = payload.substr(0, shown_bytes);
  return fmt::format("{} \"{}{}\"", bytes, oracles::printable(shown), whole ? "" : "…");
}

std::string reading(const Scene& scene, ProcessIndex process, const Called& called) {
  const std::string from = object_of(scene, process, called);
  const std::string who = with_fd(called) + (from.empty() ? "" : " from " + from);
  if (called.result < 0) return fmt::format("{} → {}", who, error_words(called.result));
  if (called.result == 0) return fmt::format("{} → {}", who, called.arguments[2] == 0 ? "0 bytes" : "end-of-file (0)");
  return fmt::format("{} → {}", who, moved(called));
}

std::string writing(const Scene& scene, ProcessIndex process, const Called& called) {
  const std::string into = object_of(scene, process, called);
  const std::string who = with_fd(called) + (into.empty() ? "" : (into.starts_with("standard") ? " to " : " into ") + into);
  if (called.result < 0) return fmt::format("{} → {}", who, error_words(called.result));
  const bool part = called.call == "write" && static_cast<std::uint64_t>(called.result) < called.arguments[2];
  return fmt::format("{}: {}{}", who, moved(called), part ? fmt::format(" of {}", called.arguments[2]) : "");
}

std::string making_pipe(const Scene& scene, ProcessIndex /*process*/, const Called& called) {
  if (called.result < 0) return fmt::format("pipe() → {}", error_words(called.result));
  return fmt::format("pipe() makes {}: fd {} to read, fd {} to write", scene.objects.name(called.object), called.fd,
                     called.second_fd);
}

// Which other descriptors of that end are left: what decides over end-of-file and SIGPIPE, and when a connection ends.
std::string left_over(const Scene& scene, ProcessIndex process, int fd) {
  const auto end = scene.objects.end_of(process, fd);
  if (!end) return "";
  const bool stream = end->object.kind == ObjectKind::pipe || end->object.kind == ObjectKind::fifo;
  const bool connection = end->object.kind == ObjectKind::tcp || end->object.kind == ObjectKind::unix_socket;
  if (!connection && (!stream || end->access == Access::both)) return "";
  const auto others = scene.objects.others(*end, process, fd);
  if (others.empty()) return connection ? "" : ", the last one";
  return fmt::format(", still open in {}", oracles::list_of(others));
}

std::string closing(const Scene& scene, ProcessIndex process, const Called& called) {
  const auto fd = static_cast<int>(called.arguments[0]);
  if (called.result < 0) return fmt::format("close({}) → {}", fd, error_words(called.result));
  const std::string what = scene.objects.name(process, fd);
  return fmt::format("close({}){}{}", fd, what.empty() ? "" : ": " + what, left_over(scene, process, fd));
}

std::string duplicating(const Scene& scene, ProcessIndex process, const Called& called) {
  const auto fd = static_cast<int>(called.arguments[0]);
  const std::string call =
      called.call == "dup" ? fmt::format("dup({})", fd) : fmt::format("dup2({}, {})", fd, called.arguments[1]);
  if (called.result < 0) return fmt::format("{} → {}", call, error_words(called.result));
  const std::string what = scene.objects.name(process, fd);
  return fmt::format("{}: fd {} is now {}", call, called.result, what.empty() ? fmt::format("what fd {} is", fd) : what);
}

std::string opening(const Scene& scene, ProcessIndex /*process*/, const Called& called) {
  const std::string call = fmt::format("{}({})", call_name(called.call), oracles::quoted(called.payload));
  if (called.result < 0) return fmt::format("{} → {}", call, error_words(called.result));
  const std::string name = called.object.kind == ObjectKind::fifo ? scene.objects.name(called.object) : "";
  return fmt::format("{} → fd {}{}", call, called.result, name.empty() ? "" : ", " + name);
}

std::string naming(const Scene& /*scene*/, ProcessIndex /*process*/, const Called& called) {
  const std::string call = fmt::format("{}({})", call_name(called.call), oracles::quoted(called.payload));
  return called.result < 0 ? fmt::format("{} → {}", call, error_words(called.result)) : call;
}

std::string reaping(const Scene& scene, ProcessIndex /*process*/, const Called& called) {
  const std::string call = fmt::format("{}()", call_name(called.call));
  if (called.result < 0) return fmt::format("{} → {}", call, error_words(called.result));
  if (called.call == "waitid") return call + " → 0";
  if (called.result == 0) return call + " → 0, no child has ended yet";
  return fmt::format("{} → {} has ended", call, process_called(scene.trace, called.result));
}

std::string signalling(const Scene& scene, ProcessIndex /*process*/, const Called& called) {
  const bool thread = called.call == "tgkill" || called.call == "rt_tgsigqueueinfo";
  const auto pid = static_cast<std::int32_t>(called.arguments[0]);
  const std::string signal = oracles::signal_name(static_cast<int>(called.arguments[thread ? 2 : 1]));
  const std::string end = called.result < 0 ? " → " + error_words(called.result) : "";
  return fmt::format("{}({}, {}){}", call_name(called.call), process_called(scene.trace, pid), signal, end);
}

bool is_futex_wake(const Called& called) {
  const auto command = static_cast<int>(called.arguments[1]) & FUTEX_CMD_MASK;
  return command == FUTEX_WAKE || command == FUTEX_WAKE_BITSET || command == FUTEX_UNLOCK_PI;
}

std::string on_futex(const Scene& /*scene*/, ProcessIndex /*process*/, const Called& called) {
  if (!is_futex_wake(called)) return fmt::format("futex wait → {}", called.result < 0 ? error_words(called.result) : "woken");
  return fmt::format("futex wake → {} woken", called.result);
}

std::string sleeping(const Scene& /*scene*/, ProcessIndex /*process*/, const Called& called) {
  return fmt::format("{}(){}", call_name(called.call), called.result < 0 ? " → " + error_words(called.result) : "");
}

std::string handling(const Scene& /*scene*/, ProcessIndex /*process*/, const Called& called) {
  return fmt::format("sigaction({})", oracles::signal_name(static_cast<int>(called.arguments[0])));
}

std::string plain(const Scene& scene, ProcessIndex process, const Called& called) {
  const std::string object = object_of(scene, process, called);
  return fmt::format("{}{} → {}", called.fd >= 0 ? with_fd(called) : fmt::format("{}()", call_name(called.call)),
                     object.empty() ? "" : " on " + object,
                     called.result < 0 ? error_words(called.result) : std::to_string(called.result));
}

struct Row {
  std::string_view call;
  std::string (*words)(const Scene&, ProcessIndex, const Called&);
};
constexpr std::array rows = {
    Row{"read", reading},
    Row{"readv", reading},
    Row{"recvfrom", reading},
    Row{"recvmsg", reading},
    Row{"socket", making_socket},
    Row{"socketpair", making_pair},
    Row{"eventfd2", making_socket},
    Row{"timerfd_create", making_socket},
    Row{"signalfd4", making_socket},
    Row{"bind", at_address},
    Row{"connect", at_address},
    Row{"listen", listening},
    Row{"accept", accepting},
    Row{"accept4", accepting},
    Row{"shutdown", shutting},
    Row{"mq_open", opening},
    Row{"mq_timedsend", sending_message},
    Row{"mq_timedreceive", receiving_message},
    Row{"msgsnd", sending_message},
    Row{"msgrcv", receiving_message},
    Row{"msgget", getting},
    Row{"semget", getting},
    Row{"shmget", getting},
    Row{"semop", lowering},
    Row{"semtimedop", lowering},
    Row{"mmap", mapping},
    Row{"link", naming},
    Row{"linkat", naming},
    Row{"pread64", reading},
    Row{"write", writing},
    Row{"writev", writing},
    Row{"sendto", writing},
    Row{"sendmsg", writing},
    Row{"vmsplice", writing},
    Row{"pipe", making_pipe},
    Row{"pipe2", making_pipe},
    Row{"close", closing},
    Row{"dup", duplicating},
    Row{"dup2", duplicating},
    Row{"dup3", duplicating},
    Row{"open", opening},
    Row{"openat", opening},
    Row{"openat2", opening},
    Row{"creat", opening},
    Row{"mknod", naming},
    Row{"mknodat", naming},
    Row{"execve", naming},
    Row{"execveat", naming},
    Row{"wait4", reaping},
    Row{"waitid", reaping},
    Row{"kill", signalling},
    Row{"tkill", signalling},
    Row{"tgkill", signalling},
    Row{"futex", on_futex},
    Row{"poll", looking},
    Row{"ppoll", looking},
    Row{"select", looking},
    Row{"pselect6", looking},
    Row{"epoll_wait", looking},
    Row{"epoll_pwait", looking},
    Row{"nanosleep", sleeping},
    Row{"clock_nanosleep", sleeping},
    Row{"pause", sleeping},
    Row{"rt_sigaction", handling},
    Row{"fcntl", controlling},
    Row{"flock", locking},
    Row{"ftruncate", sizing},
    Row{"unlink", naming},
    Row{"unlinkat", naming},
};

// {object} is what is waited for.
struct WaitRow {
  WaitFor what;
  std::string_view words;
};
constexpr std::array wait_rows = {
    WaitRow{WaitFor::data, "for bytes or end-of-file from {object}"},
    WaitRow{WaitFor::room, "for room in {object}, which is full"},
    WaitRow{WaitFor::peer, "for somebody to open the other end of {object}"},
    WaitRow{WaitFor::child, "for {object} to end"},
    WaitRow{WaitFor::wake, "to be woken by {object}"},
    WaitRow{WaitFor::lock, "for the lock on {object}"},
    WaitRow{WaitFor::signal, "for a signal"},
    WaitRow{WaitFor::time, "for time to pass"},
    WaitRow{WaitFor::connection, "for a client to connect to {object}"},
};

std::string awaited(const Scene& scene, const Wait& wait) {
  std::string object = scene.objects.name(wait.object);
  if (wait.object.kind == ObjectKind::child)
    object = wait.object.inode == 0 ? "a child" : oracles::label_of(scene.trace, static_cast<ProcessIndex>(wait.object.inode));
  if (object.empty()) object = oracles::a_kind(wait.object.kind);
  const auto* row = std::find_if(wait_rows.begin(), wait_rows.end(), [&](const WaitRow& r) { return r.what == wait.what; });
  return fmt::format(fmt::runtime(row == wait_rows.end() ? "for {object}" : row->words), fmt::arg("object", object));
}

bool is_question(const Called& called) {
  static constexpr std::array<std::uint64_t, 3> asking = {F_GETFL, F_GETFD, F_SETFD};
  return std::find(asking.begin(), asking.end(), called.arguments[1]) != asking.end();
}

}  // namespace

std::string object_of(const Scene& scene, ProcessIndex process, const Called& called) {
  const auto end = scene.objects.end_of(process, called.fd);
  if (end && end->object.kind == called.object.kind) return scene.objects.name(end->object);
  return scene.objects.name(called.object);
}

std::string process_called(const Trace& trace, std::int64_t pid) {
  for (std::size_t i = trace.processes.size(); i > 0; --i)
    if (trace.processes[i - 1].pid == pid) return trace.processes[i - 1].label;
  return fmt::format("process {}", pid);
}

std::string short_name(const Called& called) {
  if (called.call == "close") return fmt::format("close({})", called.arguments[0]);
  return called.fd >= 0 && !called.call.starts_with("pipe") ? with_fd(called) : std::string(call_name(called.call));
}

std::string words_for(const Scene& scene, ProcessIndex process, const Called& called) {
  const auto* row = std::find_if(rows.begin(), rows.end(), [&](const Row& r) { return r.call == called.call; });
  std::string words = (row == rows.end() ? plain : row->words)(scene, process, called);
  if (called.count > 1) words += fmt::format("  ({} times)", called.count);
  return words;
}

std::string words_for(const Scene& scene, ProcessIndex /*process*/, const BlockedIn& blocked) {
  std::vector<std::string> all;
  for (const Wait& wait : blocked.waits) {
    std::string words = awaited(scene, wait);
    if (std::find(all.begin(), all.end(), words) == all.end()) all.push_back(std::move(words));
  }
  const int fd = blocked.waits.size() == 1 ? blocked.waits[0].fd : -1;
  const std::string call = fmt::format("{}({})", call_name(blocked.call), fd < 0 ? "" : std::to_string(fd));
  return fmt::format("{} waits {}", call, all.empty() ? "" : oracles::list_of(all, "or"));
}

bool is_small(const Scene& scene, ProcessIndex process, const Called& called) {
  static constexpr std::array asking = {"ioctl",     "prlimit64",       "rt_sigaction", "restart_syscall",
                                        "getrandom", "set_robust_list", "close_range",  "rseq"};
  if (std::find(asking.begin(), asking.end(), called.call) != asking.end()) return true;
  if (called.call == "fcntl") return is_question(called);
  if (called.call == "futex") return called.result == 0 && is_futex_wake(called);  // nobody was waiting
  if (called.call == "close") {
    const auto end = scene.objects.end_of(process, static_cast<int>(called.arguments[0]));
    return called.result == 0 && (!end || end->object.kind == ObjectKind::file || end->object.kind == ObjectKind::unknown);
  }
  const bool of_names = called.call.starts_with("open") || called.call == "creat";
  if (of_names && called.payload.starts_with("/dev/shm/")) return false;
  if (called.call == "mmap" || called.call == "ftruncate" || called.call == "flock") return false;
  return called.object.kind == ObjectKind::file || (of_names && called.result < 0);
}

}  // namespace ipcgrade::report
