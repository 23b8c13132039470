// The files of a trial that its scenario speaks of. Relative names are relative to the working folder, which is the tracer's
// own as well.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/file.hpp"

namespace ipcgrade::engine {

// Whose /tmp and /dev/shm are: fresh ones of this trial, or the machine's, where nothing of anybody else's may be touched.
enum class Scratch : std::uint8_t { fresh, of_machine };

// The files that a scenario gives, made before any program runs. They belong to the user that programs run as: `owner` where
// that is not this process's.
class GivenFiles {
 public:
  GivenFiles() = default;
  GivenFiles(const GivenFiles&) = delete;
  GivenFiles& operator=(const GivenFiles&) = delete;
  ~GivenFiles();  // removes those that would outlive the trial

  // SystemError where the machine refuses, or has something of somebody else's in their place.
  void make(const std::vector<model::GivenFile>& given, std::optional<unsigned> owner, Scratch scratch = Scratch::fresh);

 private:
  std::vector<std::string> outliving_;
};

// What is there under that name now; a file that cannot be looked at is one of another kind. Never waits, follows no link.
[[nodiscard]] model::FileState look_at(const std::string& path);

}  // namespace ipcgrade::engine
