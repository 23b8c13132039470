// Whether a call found the trial's disk full. ENOSPC has other meanings, too (shmget(2), msgget(2), mq_open(3), inotify(7),
// /dev/full): those are no limit of ours, and the program's own business.
#pragma once

#include <cstdint>

#include "engine/world.hpp"

namespace ipcgrade::engine {

// Of a call that has just returned `result`, while its thread is stopped at the exit.
[[nodiscard]] bool found_disk_full(const Process& process, const Call& call, std::int64_t result);

}  // namespace ipcgrade::engine
