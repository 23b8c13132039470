#include "campaign/cpus.hpp"

#include <sched.h>

#include <algorithm>

#include "base/error.hpp"

namespace ipcgrade::campaign {

std::vector<int> allowed_cpus() {
  // The kernel refuses a set that is smaller than its own: grow until it fits (sched_setaffinity(2), "Handling systems with
  // large CPU affinity masks").
  std::vector<int> cpus;
  for (int count = 1024; cpus.empty(); count *= 2) {
    cpu_set_t* set = CPU_ALLOC(static_cast<std::size_t>(count));
    if (set == nullptr) throw base::SystemError(ENOMEM, "asking which CPUs there are");
    const std::size_t size = CPU_ALLOC_SIZE(static_cast<std::size_t>(count));
    const int result = sched_getaffinity(0, size, set);
    const int error = errno;
    for (int cpu = 0; result == 0 && cpu < count; ++cpu)
      if (CPU_ISSET_S(static_cast<std::size_t>(cpu), size, set)) cpus.push_back(cpu);
    CPU_FREE(set);
    if (result != 0 && error != EINVAL) throw base::SystemError(error, "asking which CPUs there are");
  }
  return cpus;
}

std::vector<int> cpus_for(unsigned jobs, const std::vector<int>& allowed) {
  const std::size_t count = jobs == 0 ? allowed.size() : jobs;
  std::vector<int> cpus;
  for (std::size_t i = 0; i < count; ++i) cpus.push_back(allowed[i % allowed.size()]);
  return cpus;
}

std::vector<std::vector<int>> lanes(const std::vector<int>& cpus, std::size_t submissions) {
  std::vector<std::vector<int>> dealt(std::clamp<std::size_t>(submissions, 1, cpus.size()));
  for (std::size_t i = 0; i < cpus.size(); ++i) dealt[i % dealt.size()].push_back(cpus[i]);
  return dealt;
}

}  // namespace ipcgrade::campaign
