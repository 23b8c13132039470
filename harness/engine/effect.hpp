// Whether a call that returned changed anything another thread could see: the difference between working and turning round.
#pragma once

#include <cstdint>

#include "engine/world.hpp"

namespace ipcgrade::engine {

enum class Effect : std::uint8_t {
  changed,  // bytes moved, a process made, a signal sent, …
  looked,   // failed, or told something without changing it (EAGAIN, end of file, a poll)
  retried,  // looked for a peer that is not there yet (open, connect): patience, not polling
};

[[nodiscard]] Effect effect_of(const Call& call, std::int64_t result);

}  // namespace ipcgrade::engine
