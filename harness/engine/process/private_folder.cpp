#include "engine/process/private_folder.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <optional>

#include "base/error.hpp"
#include "base/fd.hpp"
#include "base/temporary_folder.hpp"

namespace ipcgrade::engine::process {
namespace {

constexpr std::string_view prefix = "ipcgrade-";

// A build may have taken away our right to enter its folders.
void remove_whole(const std::string& path) noexcept {
  std::error_code error;
  std::filesystem::remove_all(path, error);
  if (!error || geteuid() == 0) return;  // root was not kept out by a mode
  using std::filesystem::perms;
  std::filesystem::permissions(path, perms::owner_all, std::filesystem::perm_options::add, error);
  auto it =
      std::filesystem::recursive_directory_iterator(path, std::filesystem::directory_options::skip_permission_denied, error);
  // Opening a folder up before the iterator descends into it reaches every level.
  for (; !error && it != std::filesystem::recursive_directory_iterator(); it.increment(error)) {
    std::error_code ignored;
    if (it->symlink_status(ignored).type() != std::filesystem::file_type::directory) continue;
    std::filesystem::permissions(it->path(), perms::owner_all, std::filesystem::perm_options::add, ignored);
  }
  std::filesystem::remove_all(path, error);
}

// The pid in "ipcgrade-PID-XXXXXX".
std::optional<pid_t> owner_of(std::string_view name) {
  if (!name.starts_with(prefix)) return std::nullopt;
  const int pid = std::atoi(std::string(name.substr(prefix.size())).c_str());
  return pid > 0 ? std::optional(pid) : std::nullopt;
}

bool is_dead(pid_t pid) { return kill(pid, 0) != 0 && errno == ESRCH; }

// Root gives a folder to the user that builds in it, so that all of them may be root's.
bool is_ours(const std::string& path) {
  struct stat status {};
  if (lstat(path.c_str(), &status) != 0 || !S_ISDIR(status.st_mode)) return false;
  return geteuid() == 0 || status.st_uid == geteuid();
}

}  // namespace

PrivateFolder::PrivateFolder()
    : path_(base::temporary_folder() + '/' + std::string(prefix) + std::to_string(getpid()) + "-XXXXXX") {
  if (mkdtemp(path_.data()) == nullptr) throw base::SystemError(errno, "making a folder " + path_);
}

PrivateFolder::~PrivateFolder() { remove_whole(path_); }

void remove_stale_folders() noexcept {
  try {
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(base::temporary_folder(), error)) {
      const auto owner = owner_of(entry.path().filename().string());
      if (owner && is_dead(*owner) && is_ours(entry.path())) remove_whole(entry.path());
    }
  } catch (const std::exception&) {
    return;  // tidying up must not keep anybody from working
  }
}

}  // namespace ipcgrade::engine::process
