#include "engine/files.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>

#include "base/error.hpp"
#include "base/fd.hpp"

namespace ipcgrade::engine {
namespace {

using model::FileKind;

void write_all(const base::Fd& fd, const std::string& bytes, const char* doing) {
  for (std::size_t done = 0; done < bytes.size();) {
    const ssize_t put = write(fd.get(), bytes.data() + done, bytes.size() - done);
    if (put < 0 && errno == EINTR) continue;
    base::check(put, doing);
    done += static_cast<std::size_t>(put);
  }
}

void make_one(const model::GivenFile& file, const char* doing) {
  if (file.is == FileKind::fifo) return void(base::check(mkfifo(file.path.c_str(), file.mode), doing));
  if (file.is == FileKind::directory) return void(base::check(mkdir(file.path.c_str(), file.mode), doing));
  const base::Fd fd(base::check(open(file.path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600), doing));
  write_all(fd, file.data.bytes, doing);
}

FileKind kind_of(mode_t mode) {
  if (S_ISREG(mode)) return FileKind::regular;
  if (S_ISFIFO(mode)) return FileKind::fifo;
  return S_ISDIR(mode) ? FileKind::directory : FileKind::other;
}

std::string contents_of(const std::string& path) {
  const base::Fd fd(open(path.c_str(), O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC));
  std::string bytes;
  char buffer[65536];
  while (fd && bytes.size() < model::FileState::most_bytes) {
    const ssize_t got = read(fd.get(), buffer, sizeof buffer);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) break;
    bytes.append(buffer, static_cast<std::size_t>(got));
  }
  return bytes;
}

}  // namespace

void GivenFiles::make(const std::vector<model::GivenFile>& given, std::optional<unsigned> owner, Scratch scratch) {
  for (const model::GivenFile& file : given) {
    const std::string what = "making the file " + file.path + " that the scenario gives";
    const char* const doing = what.c_str();
    const bool outlives = scratch == Scratch::of_machine && file.path.starts_with('/');
    if (outlives && look_at(file.path).kind != FileKind::absent) throw base::SystemError(EEXIST, what);
    if (outlives) outliving_.push_back(file.path);
    std::error_code error;
    std::filesystem::remove_all(file.path, error);
    if (error) throw base::SystemError(error.value(), what);
    make_one(file, doing);
    if (owner) base::check(lchown(file.path.c_str(), *owner, *owner), doing);
    base::check(chmod(file.path.c_str(), file.mode), doing);  // whatever the umask
  }
}

GivenFiles::~GivenFiles() {
  std::error_code gone_already;
  for (const std::string& path : outliving_) std::filesystem::remove_all(path, gone_already);
}

model::FileState look_at(const std::string& path) {
  constexpr mode_t permissions = 07777;
  struct stat status {};
  if (lstat(path.c_str(), &status) != 0) return {errno == ENOENT || errno == ENOTDIR ? FileKind::absent : FileKind::other, 0, {}};
  const FileKind kind = kind_of(status.st_mode);
  if (kind != FileKind::regular) return {kind, status.st_mode & permissions, {}};
  return {kind, status.st_mode & permissions, contents_of(path), static_cast<std::uint64_t>(status.st_size)};
}

}  // namespace ipcgrade::engine
