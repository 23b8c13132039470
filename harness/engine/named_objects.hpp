// Objects with a name or a key, which live on when the processes that made them end: files, POSIX queues under /dev/mqueue,
// System V objects as "sysv:msg:0x1234", "sysv:sem:private" (msgget(2): IPC_PRIVATE).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "model/trace.hpp"

namespace ipcgrade::engine {

enum class SystemV : std::uint8_t { queue, semaphores, memory };

// Asked by whoever lives in the same namespaces as the programs.
[[nodiscard]] bool is_there(const model::NamedObject& named);
[[nodiscard]] bool queue_exists(const std::string& name);  // of a POSIX queue, with its slash
[[nodiscard]] bool key_exists(SystemV what, std::int32_t key);
// Whether it belongs to the ipc namespace (ipc_namespaces(7)), and not to a file system of the trial.
[[nodiscard]] bool is_kept_by_ipc(const model::NamedObject& named);
// Takes it away, whatever it is; nothing happens where it is gone or not ours to remove.
void remove(const model::NamedObject& named);

// "sysv:shm:0x1234"
[[nodiscard]] std::string key_path(SystemV what, std::int32_t key);
// Of an attached System V segment, by its identifier.
[[nodiscard]] std::string segment_path(int identifier);
[[nodiscard]] std::uint64_t segment_size(int identifier);

}  // namespace ipcgrade::engine
