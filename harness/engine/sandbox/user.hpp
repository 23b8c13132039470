// Whom programs run as.
#pragma once

#include <optional>

#include "engine/sandbox/rung.hpp"

namespace ipcgrade::engine::sandbox {

// Inside a user namespace the caller appears as this user, and real root's programs become it.
inline constexpr unsigned program_user = 1000;

// The uid and gid that this process, with this uid, has to give its programs on this rung; nullopt: its own are right (it is not
// root, a user namespace will map it, or the machine gives it nobody to become). Asks the machine, changes nothing.
[[nodiscard]] std::optional<unsigned> user_to_become(const Rung& rung, unsigned uid);

// In a user namespace that this process has just been put in: its uid and gid outside become program_user here, all others stay
// unmapped.
void map_user(unsigned uid, unsigned gid);

// Gives up all privileges for that user. False: the machine does not let us.
[[nodiscard]] bool become(unsigned user) noexcept;

}  // namespace ipcgrade::engine::sandbox
