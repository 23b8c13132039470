#include "engine/symbols/module_file.hpp"

#include <elf.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <string_view>

namespace ipcgrade::engine::symbols {
namespace {

// Where a system keeps what programs cannot change; the view of a trial is read-only there.
constexpr std::array<std::string_view, 3> read_only_places = {"/usr/", "/lib", "/opt/"};

bool may_change(const std::string& path) {
  return std::ranges::none_of(read_only_places, [&](std::string_view place) { return path.starts_with(place); });
}

// libdw would unpack compressed files and archives as well; no loader maps such a thing as code.
bool is_elf(const base::Fd& file) {
  std::array<char, SELFMAG> magic{};
  return ::pread(file.get(), magic.data(), magic.size(), 0) == SELFMAG && std::string_view(magic.data(), magic.size()) == ELFMAG;
}

base::Fd copy_of(const base::Fd& file, off_t size) {
  base::Fd copy(::memfd_create("module", MFD_CLOEXEC));
  if (!copy) return copy;
  for (off_t done = 0; done < size;) {
    const ssize_t moved = ::sendfile(copy.get(), file.get(), nullptr, static_cast<std::size_t>(size - done));
    if (moved < 0 && errno == EINTR) continue;  // a tick of the trial
    if (moved <= 0) break;                      // cut short meanwhile: what is there is read like any truncated file
    done += moved;
  }
  return copy;
}

}  // namespace

base::Fd open_module(const std::string& path) {
  // O_NONBLOCK: the path may by now name a FIFO, whose open would wait.
  base::Fd file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
  struct stat about {};
  if (!file || ::fstat(file.get(), &about) != 0 || !S_ISREG(about.st_mode) || !is_elf(file)) return {};
  return may_change(path) ? copy_of(file, about.st_size) : std::move(file);
}

}  // namespace ipcgrade::engine::symbols
