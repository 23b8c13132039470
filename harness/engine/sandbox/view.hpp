// What programs see of the file system: the host's /usr read-only, a minimal /etc, and fresh /proc, /dev, /tmp and working
// folder. Only what build_view() mounted is there, and only the working folder of a build leads back to the host.
#pragma once

#include <optional>
#include <string>

#include "engine/sandbox/sandbox.hpp"

namespace ipcgrade::engine::sandbox {

inline constexpr const char* work_folder = "/work";
inline constexpr const char* own_programs_folder = "/peer";

// In a new mount namespace: builds the view and makes it this process's root, with the working folder current. `owner` is
// the user that programs will run as, where that is not the caller.
void build_view(const Order& order, const Rung& rung, std::optional<unsigned> owner);

}  // namespace ipcgrade::engine::sandbox
