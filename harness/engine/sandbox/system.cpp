#include "engine/sandbox/system.hpp"

#include <fcntl.h>
#include <sys/stat.h>

namespace ipcgrade::engine::sandbox {

void write_file(const std::string& path, const std::string& text) {
  const base::Fd file(must(open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644), "opening", path));
  if (text.empty()) return;
  // One write: files under /proc take their text whole or not at all.
  must(write(file.get(), text.data(), text.size()), "writing", path);
}

void make_folders(const std::string& path) {
  for (std::size_t end = path.find('/', 1);; end = path.find('/', end + 1)) {
    const std::string folder = path.substr(0, end);
    if (mkdir(folder.c_str(), 0755) != 0 && errno != EEXIST) must(-1, "making the folder", folder);
    if (end == std::string::npos) return;
  }
}

bool exists(const std::string& path) {
  struct stat status {};
  return lstat(path.c_str(), &status) == 0;
}

}  // namespace ipcgrade::engine::sandbox
