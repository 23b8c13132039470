// The CPUs this process may use: a trial is pinned to one of them.
#pragma once

#include <vector>

namespace ipcgrade::campaign {

[[nodiscard]] std::vector<int> allowed_cpus();

// One CPU for each of `jobs` threads of a pool, in turn where there are more threads than CPUs; 0 jobs: one a CPU.
[[nodiscard]] std::vector<int> cpus_for(unsigned jobs, const std::vector<int>& allowed);

// The pool's CPUs dealt out to lanes that each grade a submission of their own: never an empty lane.
[[nodiscard]] std::vector<std::vector<int>> lanes(const std::vector<int>& cpus, std::size_t submissions);

}  // namespace ipcgrade::campaign
