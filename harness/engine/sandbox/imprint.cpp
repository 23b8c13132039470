#include "engine/sandbox/imprint.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

#include <memory>
#include <string_view>
#include <type_traits>

#include "base/fd.hpp"
#include "engine/sandbox/view.hpp"

namespace ipcgrade::engine::sandbox {
namespace {

constexpr int most_entries = 256;
constexpr const char* writable[] = {work_folder, "/tmp", "/dev/shm", "/dev/mqueue"};

class Imprint {
 public:
  // false: too much, or it cannot be looked at
  bool folder(int at, const char* name) {
    base::Fd fd(openat(at, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    if (!fd) return false;
    struct stat status {};
    if (fstat(fd.get(), &status) != 0) return false;
    add(name, status);
    const std::unique_ptr<DIR, int (*)(DIR*)> entries(fdopendir(fd.get()), closedir);
    if (!entries) return false;
    static_cast<void>(fd.release());
    while (const dirent* entry = readdir(entries.get())) {
      const std::string_view one = entry->d_name;
      if (one == "." || one == "..") continue;
      if (++entries_ > most_entries) return false;
      if (fstatat(dirfd(entries.get()), entry->d_name, &status, AT_SYMLINK_NOFOLLOW) != 0) return false;
      if (!S_ISDIR(status.st_mode)) {
        add(entry->d_name, status);
      } else if (!folder(dirfd(entries.get()), entry->d_name)) {
        return false;
      }
    }
    return true;
  }

  std::string bytes;

 private:
  void add(std::string_view name, const struct stat& status) {
    bytes.append(name).push_back('\0');
    const auto put = [&](const auto& value) {
      static_assert(std::is_trivially_copyable_v<std::remove_reference_t<decltype(value)>>);
      bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
    };
    put(status.st_dev), put(status.st_ino), put(status.st_mode), put(status.st_nlink), put(status.st_uid), put(status.st_gid);
    put(status.st_size), put(status.st_mtim), put(status.st_ctim);
  }

  int entries_ = 0;
};

}  // namespace

std::optional<std::string> imprint(const Rung& rung) {
  if (!rung.mount_namespace || !rung.ipc_namespace) return std::nullopt;
  Imprint imprint;
  for (const char* folder : writable)
    if (!imprint.folder(AT_FDCWD, folder)) return std::nullopt;
  return std::move(imprint.bytes);
}

}  // namespace ipcgrade::engine::sandbox
