// What is in the folders that programs can write to, as a value to compare: is the place as it was?
#pragma once

#include <optional>
#include <string>

#include "engine/sandbox/rung.hpp"

namespace ipcgrade::engine::sandbox {

// Names, kinds, owners, sizes and times of everything in the working folder, /tmp, /dev/shm and /dev/mqueue, as bytes. Two that
// are equal say that nothing was made, taken away or replaced between them; bytes that somebody has written into a file show by
// its times, but not within one tick of the kernel's clock (inode_timestamps: current_time(), fs/inode.c), so whoever relies on
// it must have seen that no file was open for writing. nullopt: on this rung the folders are other people's as well, or there
// is more in them than is quickly looked at. To be asked from within the view.
[[nodiscard]] std::optional<std::string> imprint(const Rung& rung);

}  // namespace ipcgrade::engine::sandbox
