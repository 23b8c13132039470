// A loaded machine on purpose: processes that do nothing but burn the processor, to see whether a verdict depends on time.
#pragma once

#include <sys/types.h>

#include <vector>

namespace ipcgrade::cli {

// While it lives, `count` processes turn on any CPU of this one. They end with it, and with this process however that ends:
// Ctrl-C, a signal that nobody handles, kill -9. To be made by the main thread: the kernel ends them with their maker's thread.
class BusyLoops {
 public:
  explicit BusyLoops(unsigned count);
  ~BusyLoops();
  BusyLoops(const BusyLoops&) = delete;
  BusyLoops& operator=(const BusyLoops&) = delete;

  [[nodiscard]] const std::vector<pid_t>& processes() const { return processes_; }

 private:
  void end() noexcept;

  std::vector<pid_t> processes_;
};

}  // namespace ipcgrade::cli
