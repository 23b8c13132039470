// What /proc says of a thread: its state, its time, its mask; and of the memory it shares with its process.
#include <fmt/format.h>
#include <unistd.h>

#include <cstring>
#include <sstream>

#include "engine/probe/proc.hpp"
#include "engine/probe/reading.hpp"

namespace ipcgrade::engine::probe {

TaskFiles::TaskFiles(pid_t process, pid_t thread) {
  const std::string folder = fmt::format("/proc/{}/task/{}/", process, thread);
  stat_ = open_to_read(folder + "stat");
  syscall_ = open_to_read(folder + "syscall");
  schedstat_ = open_to_read(folder + "schedstat");
}

bool TaskFiles::is_off_run_queue() const {
  char call[8];
  return pread(syscall_.get(), call, sizeof call, 0) <= 0 || call[0] != 'r';  // "running"
}

char TaskFiles::state() const {
  if (!is_off_run_queue()) return 'R';
  char text[128];  // pid (16 characters of name) state …
  const ssize_t size = pread(stat_.get(), text, sizeof text - 1, 0);
  if (size <= 0) return 'X';
  text[size] = 0;
  const char* const name_end = std::strrchr(text, ')');
  return name_end == nullptr || name_end + 2 >= text + size ? 'X' : name_end[2];
}

std::chrono::nanoseconds TaskFiles::cpu() const {
  char text[512];
  if (const ssize_t size = pread(schedstat_.get(), text, sizeof text - 1, 0); size > 0) {
    text[size] = 0;
    return std::chrono::nanoseconds(std::strtoll(text, nullptr, 10));
  }
  const ssize_t size = pread(stat_.get(), text, sizeof text - 1, 0);
  if (size <= 0) return {};
  text[size] = 0;
  const char* at = std::strrchr(text, ')');
  if (at == nullptr) return {};
  std::istringstream fields(at + 2);
  std::string skipped;
  for (int field = 3; field < 14; ++field) fields >> skipped;
  std::int64_t user = 0;
  std::int64_t system = 0;
  fields >> user >> system;
  return std::chrono::nanoseconds((user + system) * (1'000'000'000 / sysconf(_SC_CLK_TCK)));
}

std::uint64_t blocked_signals(pid_t process, pid_t thread) {
  return number_after(read_all(fmt::format("/proc/{}/task/{}/status", process, thread)), "SigBlk:", 16);
}

std::uint64_t peak_memory(pid_t process) {
  return number_after(read_all(fmt::format("/proc/{}/status", process)), "VmPeak:", 10) * 1024;
}

}  // namespace ipcgrade::engine::probe
