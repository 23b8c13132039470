// A message on a stream: its length, then its bytes, so that one cut short is not taken for a whole one.
#pragma once

#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

namespace ipcgrade::engine::process {

using FrameLength = std::uint64_t;

[[nodiscard]] inline std::string frame(std::string_view bytes) {
  const FrameLength length = bytes.size();
  std::string out(sizeof length, '\0');
  std::memcpy(out.data(), &length, sizeof length);
  return out.append(bytes);
}

// The message, where the stream holds exactly one.
[[nodiscard]] inline std::optional<std::string> unframe(std::string_view stream) {
  FrameLength length = 0;
  if (stream.size() < sizeof length) return std::nullopt;
  std::memcpy(&length, stream.data(), sizeof length);
  stream.remove_prefix(sizeof length);
  if (stream.size() != length) return std::nullopt;
  return std::string(stream);
}

}  // namespace ipcgrade::engine::process
