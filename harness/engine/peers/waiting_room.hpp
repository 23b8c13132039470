// The queue of a listening socket: connections that nobody has accepted yet. While it is full the kernel drops what asks to join.
#pragma once

#include <cstdint>

#include "model/peer.hpp"

namespace ipcgrade::engine::peers {

// Whether somebody listens on this port of the loopback interface and has as many waiting as it will take. (A connection that is
// dropped although the queue holds somebody, and can only be so for that reason, counts: the limit itself is not told.)
[[nodiscard]] bool is_full(model::Family family, std::uint16_t port);

}  // namespace ipcgrade::engine::peers
