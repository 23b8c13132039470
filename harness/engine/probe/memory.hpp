// A tracee's memory, read and written from outside (process_vm_readv(2)). It need not be stopped.
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>

namespace ipcgrade::engine::probe {

// Up to `size` bytes; fewer where the mapped memory ends before.
[[nodiscard]] std::string read_memory(pid_t process, std::uint64_t address, std::size_t size);
// A NUL-terminated string of at most `limit` bytes.
[[nodiscard]] std::string read_string(pid_t process, std::uint64_t address, std::size_t limit);
// False where the memory is not there.
[[nodiscard]] bool write_memory(pid_t process, std::uint64_t address, const void* bytes, std::size_t size);

template <class T>
[[nodiscard]] std::optional<T> read_value(pid_t process, std::uint64_t address) {
  const std::string bytes = read_memory(process, address, sizeof(T));
  if (bytes.size() != sizeof(T)) return std::nullopt;
  T value;
  std::memcpy(&value, bytes.data(), sizeof value);
  return value;
}

// The first `size` bytes of what an array of iovec describes.
[[nodiscard]] std::string read_vector(pid_t process, std::uint64_t iovecs, std::uint64_t count, std::size_t size);

// FNV-1a of all memory the process can write; nullopt where it is too much to read at once.
[[nodiscard]] std::optional<std::uint64_t> memory_hash(pid_t process);

}  // namespace ipcgrade::engine::probe
