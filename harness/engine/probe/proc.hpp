// What the kernel says of a tracee in /proc (proc(5)). Every reader takes a tracee that has vanished as "nothing": an empty
// list, no value, state 'X'. Where the tracer itself is out of descriptors they throw SystemError: that tells nothing of the
// tracee.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/fd.hpp"
#include "model/object.hpp"
#include "model/trace.hpp"

namespace ipcgrade::engine::probe {

// A thread's state and CPU time, through files kept open: they are read at every switch.
class TaskFiles {
 public:
  TaskFiles() = default;
  TaskFiles(pid_t process, pid_t thread);
  // The letter of /proc/PID/task/TID/stat: R, S, D, T, t, Z, X. S and D are told only of a thread that is off the run queue:
  // the letter alone says no more than that it means to sleep, and a thread preempted between setting its state and giving up
  // the CPU bears it, too. Reading /proc/PID/syscall makes the kernel wait until the thread is dequeued, or say "running"
  // (wait_task_inactive in lib/syscall.c); then the answer here is R.
  [[nodiscard]] char state() const;
  // Half of that, for half the price: off the run queue, for whatever reason.
  [[nodiscard]] bool is_off_run_queue() const;
  // Time this thread has spent on a CPU (schedstat; where the kernel lacks it, utime + stime in clock ticks).
  [[nodiscard]] std::chrono::nanoseconds cpu() const;

 private:
  base::Fd stat_;
  base::Fd syscall_;
  base::Fd schedstat_;
};

struct OpenFile {
  int fd = 0;
  model::Object object;
  model::Access access = model::Access::read;
  bool close_on_exec = false;
  bool non_blocking = false;  // when it was read: fcntl(2) may change it
  std::string path;           // what readlink says: "/tmp/fifo", "pipe:[123]"
};
// Objects without an inode of their own are told apart by a number: an eventfd by its identifier, a pidfd by the process id.
[[nodiscard]] std::optional<OpenFile> open_file(pid_t process, int fd);
[[nodiscard]] std::vector<OpenFile> open_files(pid_t process);
[[nodiscard]] std::vector<int> open_sockets(pid_t process);  // only their descriptors
// Whether it names one that takes room on a disk, and neither a device nor anything without a name.
[[nodiscard]] bool is_regular_file(pid_t process, int fd);
// Identity of what a path names as `process` sees it (relative to its working folder, or to `directory_fd` of it).
[[nodiscard]] std::optional<model::Object> object_at(pid_t process, int directory_fd, const std::string& path);
// The absolute path, for messages and for looking again when the process is gone.
[[nodiscard]] std::string absolute_path(pid_t process, int directory_fd, const std::string& path);

struct Mapping {
  std::uint64_t start = 0;
  std::uint64_t end = 0;
  std::uint64_t offset = 0;
  std::uint64_t device = 0;
  std::uint64_t inode = 0;
  bool writable = false;
  bool shared = false;
  std::string path;
};
// Addresses, the end excluded.
struct AddressRange {
  std::uint64_t start = 0;
  std::uint64_t end = 0;
  [[nodiscard]] bool contains(std::uint64_t address) const { return address >= start && address < end; }
};
// Where the dynamic loader lies that started the process's image (AT_BASE, getauxval(3)); empty for a static program.
[[nodiscard]] AddressRange loader_of(pid_t process);
[[nodiscard]] std::vector<Mapping> parse_maps(const std::string& text);
[[nodiscard]] std::vector<Mapping> mappings(pid_t process);
[[nodiscard]] std::string maps_text(pid_t process);

// Whether this open file holds a lock on what it names: flock by this open file description, or a record lock by this
// process (fdinfo, lines "lock:"; /proc/locks would make us wait for a grace period of 10 ms).
[[nodiscard]] bool holds_lock(pid_t process, int fd);

// Whether a timerfd will expire (fdinfo, line "it_value:").
[[nodiscard]] bool timer_armed(pid_t process, int fd);

// The descriptors an epoll instance watches (fdinfo, lines "tfd:"), and for what (EPOLLIN, EPOLLOUT, …).
struct Watched {
  int fd = 0;
  std::uint32_t events = 0;
};
[[nodiscard]] std::vector<Watched> watched_by_epoll(pid_t process, int epoll_fd);

// The signals that a thread has blocked; bit n-1: signal n. What sigtimedwait waits for does not count while it waits.
[[nodiscard]] std::uint64_t blocked_signals(pid_t process, pid_t thread);

// Highest size of the address space so far, in bytes.
[[nodiscard]] std::uint64_t peak_memory(pid_t process);

}  // namespace ipcgrade::engine::probe
