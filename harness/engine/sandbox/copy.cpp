#include "engine/sandbox/copy.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <sys/sendfile.h>
#include <sys/stat.h>

#include <filesystem>
#include <memory>
#include <string_view>

#include "engine/sandbox/system.hpp"

namespace ipcgrade::engine::sandbox {
namespace {

class Copier {
 public:
  explicit Copier(std::optional<unsigned> owner) : owner_(owner) {}

  void folder(base::Fd from, const base::Fd& to, const std::string& path) {
    const std::unique_ptr<DIR, int (*)(DIR*)> entries(fdopendir(from.release()), closedir);
    if (!entries) must(-1, "reading the folder", path);
    const int source = dirfd(entries.get());
    while (const dirent* entry = readdir(entries.get())) {
      const std::string_view name = entry->d_name;
      if (name != "." && name != "..") one(source, to.get(), entry->d_name, path + '/' + entry->d_name);
    }
  }
  [[nodiscard]] std::uint64_t bytes() const { return bytes_; }

 private:
  void one(int from, int to, const char* name, const std::string& path) {
    struct stat status {};
    must(fstatat(from, name, &status, AT_SYMLINK_NOFOLLOW), "looking at", path);
    if (S_ISREG(status.st_mode)) return file(from, to, name, path, status);
    if (S_ISDIR(status.st_mode)) return sub_folder(from, to, name, path, status);
    if (S_ISLNK(status.st_mode)) return link(from, to, name, path);
    errno = EINVAL;
    must(-1, "copying the submission, which holds a file that is not a plain file, folder or link:", path);
  }

  void file(int from, int to, const char* name, const std::string& path, const struct stat& status) {
    const base::Fd in(must(openat(from, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC), "opening", path));
    const mode_t mode = status.st_mode & 0777U;
    const base::Fd out(must(openat(to, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode), "copying", path));
    for (ssize_t moved = 1; moved > 0;) {
      moved = must(sendfile(out.get(), in.get(), nullptr, 1U << 30), "copying", path);
      bytes_ += static_cast<std::uint64_t>(moved);
    }
    if (owner_) must(fchown(out.get(), *owner_, *owner_), "giving away", path);
  }

  void sub_folder(int from, int to, const char* name, const std::string& path, const struct stat& status) {
    must(mkdirat(to, name, status.st_mode & 0777U), "making the folder", path);
    base::Fd in(must(openat(from, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC), "opening", path));
    const base::Fd out(must(openat(to, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC), "opening", path));
    folder(std::move(in), out, path);
    if (owner_) must(fchown(out.get(), *owner_, *owner_), "giving away", path);
  }

  void link(int from, int to, const char* name, const std::string& path) {
    char target[PATH_MAX];
    const ssize_t size = must(readlinkat(from, name, target, sizeof target - 1), "reading the link", path);
    target[size] = '\0';
    must(symlinkat(target, to, name), "copying the link", path);
    if (owner_) must(fchownat(to, name, *owner_, *owner_, AT_SYMLINK_NOFOLLOW), "giving away", path);
  }

  std::optional<unsigned> owner_;
  std::uint64_t bytes_ = 0;
};

base::Fd open_folder(const std::string& path) {
  return base::Fd(must(open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC), "opening the folder", path));
}

}  // namespace

std::uint64_t copy_folder(const std::string& from, const std::string& to, std::optional<unsigned> owner) {
  const mode_t before = umask(0);  // modes are copied as they are
  Copier copier(owner);
  copier.folder(open_folder(from), open_folder(to), from);
  umask(before);
  return copier.bytes();
}

void give_folder(const std::string& folder, unsigned owner) {
  must(lchown(folder.c_str(), owner, owner), "giving away", folder);
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    must(lchown(entry.path().c_str(), owner, owner), "giving away", entry.path());
  }
}

}  // namespace ipcgrade::engine::sandbox
