#include <fcntl.h>
#include <sys/sendfile.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <filesystem>
#include <string_view>

#include "base/error.hpp"
#include "base/fd.hpp"
#include "engine/process/private_folder.hpp"

namespace ipcgrade::engine::process {
namespace {

namespace fs = std::filesystem;

// Committed binaries: with them in place `make` may find nothing to do, and what runs is not what was handed in as source.
constexpr std::array<std::string_view, 4> built_endings = {".o", ".a", ".so", ".lo"};
constexpr std::array<std::string_view, 2> built_beginnings = {"\177ELF", "!<arch>\n"};

[[noreturn]] void refuse(const fs::path& path, const std::string& why) { throw base::InputError({path.string(), 0, 0}, why); }

class SubmissionCopier {
 public:
  void folder(const fs::path& from, const fs::path& to) {
    std::error_code error;
    fs::directory_iterator entries(from, error);
    if (error) refuse(from, "this folder cannot be read: " + error.message());
    for (const auto& entry : entries) one(entry.path(), to / entry.path().filename());
  }

 private:
  void one(const fs::path& from, const fs::path& to) {
    struct stat status {};
    if (lstat(from.c_str(), &status) != 0) refuse(from, std::string("this file cannot be read: ") + std::strerror(errno));
    if (++files_ > max_submission_files)
      refuse(from, "the submission has more than " + std::to_string(max_submission_files) + " files");
    if (S_ISLNK(status.st_mode)) return fs::create_symlink(fs::read_symlink(from), to);
    if (S_ISDIR(status.st_mode)) return sub_folder(from, to, status);
    if (S_ISREG(status.st_mode)) return file(from, to, status);
    refuse(from, "a submission holds only files, folders and links; please remove this " + kind(status.st_mode));
  }

  static std::string kind(mode_t mode) { return S_ISFIFO(mode) ? "FIFO" : S_ISSOCK(mode) ? "socket" : "device"; }

  void sub_folder(const fs::path& from, const fs::path& to, const struct stat& status) {
    if (from.filename() == ".git") return;
    if (mkdir(to.c_str(), (status.st_mode & 0777U) | S_IRWXU) != 0)
      throw base::SystemError(errno, "making the folder " + to.string());
    folder(from, to);
  }

  void file(const fs::path& from, const fs::path& to, const struct stat& status) {
    const std::string ending = from.extension().string();
    if (std::find(built_endings.begin(), built_endings.end(), ending) != built_endings.end()) return;
    const base::Fd in(open(from.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    if (!in) refuse(from, std::string("this file cannot be read: ") + std::strerror(errno));
    if (is_built(in)) return;
    bytes_ += static_cast<std::uint64_t>(status.st_size);
    if (bytes_ > max_submission_bytes) {
      refuse(from, "the submission is larger than " + std::to_string(max_submission_bytes >> 20) + " MiB");
    }
    copy(in, to, status);
  }

  static bool is_built(const base::Fd& file) {
    char start[8] = {};
    const ssize_t size = pread(file.get(), start, sizeof start, 0);
    const std::string_view seen(start, size > 0 ? static_cast<std::size_t>(size) : 0);
    return std::any_of(built_beginnings.begin(), built_beginnings.end(), [&](std::string_view b) { return seen.starts_with(b); });
  }

  // Times are kept: make decides by them.
  void copy(const base::Fd& in, const fs::path& to, const struct stat& status) {
    const mode_t mode = (status.st_mode & 0777U) | S_IRUSR | S_IWUSR;
    const base::Fd out(open(to.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode));
    bool whole = static_cast<bool>(out);
    auto left = static_cast<std::uint64_t>(status.st_size);  // not what a growing file has by now
    while (whole && left > 0) {
      const ssize_t moved = sendfile(out.get(), in.get(), nullptr, left);
      if (moved == 0) break;
      whole = moved > 0;
      left -= whole ? static_cast<std::uint64_t>(moved) : 0;
    }
    const timespec times[2] = {status.st_atim, status.st_mtim};
    if (!whole || futimens(out.get(), times) != 0) throw base::SystemError(errno, "copying the submission to " + to.string());
  }

  std::uint64_t bytes_ = 0;
  std::uint64_t files_ = 0;
};

}  // namespace

void copy_submission(const std::string& from, const std::string& to) {
  try {
    fs::create_directories(to);
    SubmissionCopier().folder(from, to);
  } catch (const fs::filesystem_error& error) {
    throw base::SystemError(error.code().value(), "copying the submission to " + error.path1().string());
  }
}

void provide(const std::string& file, const std::string& folder) {
  try {
    const fs::path to = fs::path(folder) / fs::path(file).filename();
    fs::remove_all(to);  // a link included: what it points to stays as it is
    fs::copy_file(file, to);
    fs::permissions(to, fs::perms::owner_read | fs::perms::owner_write, fs::perm_options::add);
  } catch (const fs::filesystem_error& error) {
    throw base::SystemError(error.code().value(), "putting " + file + " beside the submission");
  }
}

}  // namespace ipcgrade::engine::process
