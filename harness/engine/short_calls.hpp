// Calls that a fault makes move fewer bytes than they ask for: the kernel gets a smaller size, so that these bytes really move.
// How many bytes, buffers or messages there are stands in a register, which is the thread's own. The length of one buffer and
// the header of a message stand in the program's memory: there other threads and processes that share it could see a change, and
// it would stay if the thread were killed inside the call. So nothing of the program's is ever changed. The call is given a copy,
// which lies below the red zone of its thread's stack: there nobody keeps anything, for any signal could destroy it. What lay
// there is put back before the thread goes on, and a call that the kernel restarts gets its copy anew.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <optional>

#include "engine/world.hpp"

namespace ipcgrade::engine {

// nullopt: it moves none, or what it points to is not there.
[[nodiscard]] std::optional<std::uint64_t> bytes_asked(pid_t process, const Call& call);

// At the entry stop of a call with `shortened`: makes it move so many bytes, or fewer where that falls into a buffer behind many
// others. The caller then writes `registers` back; false: it cannot be done, and nothing is changed.
[[nodiscard]] bool make_short(pid_t process, Call& call, Registers& registers);

// At its exit stop: the registers are what the program expects, and what the kernel has told of a message stands where the
// program looks for it. True if `registers` must be written back.
[[nodiscard]] bool make_whole(pid_t process, Call& call, Registers& registers);

}  // namespace ipcgrade::engine
