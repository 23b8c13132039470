// What programs see of the file system: the host's /usr read-only, a minimal /etc, and fresh /proc, /dev, /tmp and working
// folder. Only what is mounted here is there, and only the working folder of a build leads back to the host.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/sandbox/sandbox.hpp"

namespace ipcgrade::engine::sandbox {

inline constexpr const char* work_folder = "/work";
inline constexpr const char* own_programs_folder = "/peer";
inline constexpr const char* host_root = "/.host";  // below the root of whoever makes views

// Three steps, each in a mount namespace that has the earlier ones behind it: its own, or one that it was copied from.
// SystemError names what was in the way.

// The root becomes a folder of ours, with the host's below it; /dev and /proc are still the host's.
void leave_host_root();
// What is the same in one sandbox after another, with places for these paths of the host's (Order::read_only). Takes the place of
// an earlier one.
void lay_out_view(const std::vector<std::string>& read_only);
// Adds what is this sandbox's own, and makes the view this process's root for good, with the working folder current. `owner` is
// the user that programs will run as, where that is not the caller.
void enter_view(const Order& order, const Rung& rung, std::optional<unsigned> owner);

}  // namespace ipcgrade::engine::sandbox
