// A folder of our own under $TMPDIR (mode 700) that goes when its owner does; and the copy of a submission that is built in it.
#pragma once

#include <cstdint>
#include <string>

namespace ipcgrade::engine::process {

class PrivateFolder {
 public:
  PrivateFolder();  // $TMPDIR/ipcgrade-PID-XXXXXX; SystemError
  ~PrivateFolder();
  PrivateFolder(const PrivateFolder&) = delete;
  PrivateFolder& operator=(const PrivateFolder&) = delete;
  [[nodiscard]] const std::string& path() const noexcept { return path_; }

 private:
  std::string path_;
};

// Removes the folders that harnesses of this user have left because they were killed.
void remove_stale_folders() noexcept;

inline constexpr std::uint64_t max_submission_bytes = 256U << 20;
inline constexpr std::uint64_t max_submission_files = 50'000;

// Copies a submission as the caller, leaving out what it should be built from scratch for: ELF files, objects and archives; and
// .git. Links are copied as links. InputError, naming the file, for a special file, for one that cannot be read, and for too much
// of it all.
void copy_submission(const std::string& from, const std::string& to);

// Puts a file of the course's, by its base name, into such a copy; what has that name there goes. SystemError.
void provide(const std::string& file, const std::string& folder);

}  // namespace ipcgrade::engine::process
