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

// The message, where the stream holds exactly one; taken from it, since it may be tens of megabytes.
[[nodiscard]] inline std::optional<std::string> unframe(std::string&& stream) {
  FrameLength length = 0;
  if (stream.size() < sizeof length) return std::nullopt;
  std::memcpy(&length, stream.data(), sizeof length);
  if (stream.size() - sizeof length != length) return std::nullopt;
  stream.erase(0, sizeof length);
  return std::move(stream);
}

}  // namespace ipcgrade::engine::process
