#include "engine/probe/memory.hpp"

#include <sys/uio.h>

#include <algorithm>
#include <climits>

#include "engine/probe/proc.hpp"

namespace ipcgrade::engine::probe {
namespace {

constexpr std::size_t most_bytes = 64U << 20;
constexpr std::size_t bytes_at_once = 1U << 20;

std::uint64_t mix(std::uint64_t hash, const std::string& bytes, std::size_t size) {
  const auto* words = reinterpret_cast<const std::uint64_t*>(bytes.data());
  for (std::size_t i = 0; i < size / sizeof *words; ++i) hash = (hash ^ words[i]) * 1099511628211ULL;
  return hash;
}

constexpr std::size_t page = 4096;

std::size_t to_page_end(std::uint64_t address) { return page - (address & (page - 1)); }

}  // namespace

std::string read_memory(pid_t process, std::uint64_t address, std::size_t size) {
  std::string bytes(size, '\0');
  std::size_t have = 0;
  while (have < size) {
    iovec local{bytes.data() + have, size - have};
    iovec remote{reinterpret_cast<void*>(address + have), size - have};
    const ssize_t got = process_vm_readv(process, &local, 1, &remote, 1, 0);
    if (got > 0) {
      have += static_cast<std::size_t>(got);
      continue;
    }
    // One bad page fails the whole range: take what lies before the next page boundary, if anything.
    const std::size_t step = to_page_end(address + have);
    if (size - have <= step) break;
    size = have + step;
  }
  bytes.resize(have);
  return bytes;
}

std::string read_string(pid_t process, std::uint64_t address, std::size_t limit) {
  std::string text;
  while (text.size() < limit) {
    const std::uint64_t at = address + text.size();
    const std::string chunk = read_memory(process, at, std::min({to_page_end(at), std::size_t{256}, limit - text.size()}));
    const std::size_t end = chunk.find('\0');
    text += chunk.substr(0, end);
    if (chunk.empty() || end != std::string::npos) break;
  }
  return text;
}

bool write_memory(pid_t process, std::uint64_t address, const void* bytes, std::size_t size) {
  iovec local{const_cast<void*>(bytes), size};
  iovec remote{reinterpret_cast<void*>(address), size};
  return process_vm_writev(process, &local, 1, &remote, 1, 0) == static_cast<ssize_t>(size);
}

std::string read_vector(pid_t process, std::uint64_t iovecs, std::uint64_t count, std::size_t size) {
  std::string out;
  for (std::uint64_t i = 0; i < std::min<std::uint64_t>(count, IOV_MAX) && out.size() < size; ++i) {
    const auto part = read_value<iovec>(process, iovecs + i * sizeof(iovec));
    if (!part) break;
    out += read_memory(process, reinterpret_cast<std::uint64_t>(part->iov_base), std::min(part->iov_len, size - out.size()));
  }
  return out;
}

std::optional<std::uint64_t> memory_hash(pid_t process) {
  std::uint64_t hash = 14695981039346656037ULL;
  std::size_t total = 0;
  std::string buffer(bytes_at_once, 0);
  for (const Mapping& mapping : mappings(process)) {
    if (!mapping.writable) continue;
    total += mapping.end - mapping.start;
    if (total > most_bytes) return std::nullopt;
    for (std::uint64_t at = mapping.start; at < mapping.end;) {
      iovec local{buffer.data(), std::min<std::size_t>(buffer.size(), mapping.end - at)};
      iovec remote{reinterpret_cast<void*>(at), local.iov_len};
      const ssize_t got = process_vm_readv(process, &local, 1, &remote, 1, 0);
      if (got <= 0) break;
      hash = mix(hash ^ at, buffer, static_cast<std::size_t>(got));
      at += static_cast<std::uint64_t>(got);
    }
  }
  return hash;
}

}  // namespace ipcgrade::engine::probe
