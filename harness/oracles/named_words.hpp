// Objects that have a name or a key, in words.
#pragma once

#include <string>

#include "model/trace.hpp"

namespace ipcgrade::oracles {

// "the FIFO /tmp/talk", "the message queue /dev/mqueue/jobs", "the System V semaphore set with the key 0x1234".
[[nodiscard]] std::string words_for(const model::NamedObject& named);

}  // namespace ipcgrade::oracles
