// Small questions to the kernel, each asked by doing the thing and looking at its effect. For use inside a sandbox.
#pragma once

#include <string>
#include <vector>

#include "engine/sandbox/sandbox.hpp"

namespace ipcgrade::engine::sandbox {

// Asks all that make sense on this rung.
[[nodiscard]] std::vector<Step> attempt_all(const Ground& ground);

}  // namespace ipcgrade::engine::sandbox
