// Files as scenarios speak of them: some are there before the first program starts; others a program has to make, to leave
// alone or to remove. A relative path is relative to the working folder; an absolute one is what programs see under it, so
// that an object of shared memory is a file in /dev/shm.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/payload.hpp"

namespace ipcgrade::model {

enum class FileKind : std::uint8_t { absent, regular, fifo, directory, other };

[[nodiscard]] std::string_view name_of(FileKind kind);  // the word that scenarios use: "absent", "fifo"
[[nodiscard]] std::string_view a_kind(FileKind kind);   // "a FIFO", "no such file"
// The same where the path says more: "a shared memory object" for a regular file in /dev/shm.
[[nodiscard]] std::string_view a_kind(FileKind kind, std::string_view path);

// Made before the first program starts; what a submission has under that name gives way to it.
struct GivenFile {
  std::string path;
  FileKind is = FileKind::regular;  // regular, fifo or directory
  std::uint32_t mode = 0644;
  Payload data;  // of a regular file

  bool operator==(const GivenFile&) const = default;
};

// What a step asks of one file; members that are not set are not looked at.
struct FileMatch {
  std::string path;
  FileKind is = FileKind::absent;
  std::optional<std::uint32_t> mode;
  std::optional<Payload> data;
  std::optional<std::uint64_t> size{};  // of a regular file, of shared memory: bytes

  bool operator==(const FileMatch&) const = default;
};

// What was there when the step was judged.
struct FileState {
  static constexpr std::size_t most_bytes = 1U << 20;

  FileKind kind = FileKind::absent;
  std::uint32_t mode = 0;
  std::string bytes;       // of a regular file, at most so many
  std::uint64_t size = 0;  // of a regular file, however large

  bool operator==(const FileState&) const = default;
};

[[nodiscard]] bool matches(const FileMatch& match, const FileState& state);

}  // namespace ipcgrade::model
