#include "engine/probe/proc.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/auxv.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/vfs.h>
#include <sys/xattr.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <sstream>

#include "engine/probe/reading.hpp"

namespace ipcgrade::engine::probe {
namespace {

std::string link_of(const std::string& path) {
  char buffer[4096];
  const ssize_t size = readlink(path.c_str(), buffer, sizeof buffer);
  return size < 0 ? std::string() : std::string(buffer, static_cast<std::size_t>(size));
}

bool is_terminal_device(const struct stat& status) {
  const unsigned device = major(status.st_rdev);
  return device == 4 || device == 5 || (device >= 136 && device <= 143);  // tty, console, Unix 98 pty slaves
}

// sockfs tells a socket's protocol as an attribute: "TCP", "UDPv6", "UNIX-STREAM" (net/socket.c).
model::ObjectKind kind_of_socket(const std::string& path) {
  std::array<char, 64> protocol{};
  if (getxattr(path.c_str(), "system.sockprotoname", protocol.data(), protocol.size() - 1) <= 0) return model::ObjectKind::other;
  const std::string_view name(protocol.data());
  if (name == "TCP" || name == "TCPv6") return model::ObjectKind::tcp;
  if (name.starts_with("UDP")) return model::ObjectKind::udp;
  return name.starts_with("UNIX") ? model::ObjectKind::unix_socket : model::ObjectKind::other;
}

// POSIX queues look like regular files of 80 bytes in the root of a file system of their own (ipc/mqueue.c, FILENT_SIZE).
bool is_message_queue(const struct stat& status, const std::string& link, const std::string& path) {
  constexpr off_t told_by_a_read = 80;
  if (status.st_size != told_by_a_read || (link.rfind('/') != 0 && !link.starts_with("/dev/mqueue/"))) return false;
  constexpr auto mqueue_magic = 0x19800202;  // statfs(2)
  struct statfs system {};
  return statfs(path.c_str(), &system) == 0 && system.f_type == mqueue_magic;
}

struct AnonymousRow {
  std::string_view link;
  model::ObjectKind kind;
};
constexpr std::array anonymous = {
    AnonymousRow{"anon_inode:[eventpoll]", model::ObjectKind::epoll},
    AnonymousRow{"anon_inode:[eventfd]", model::ObjectKind::event},
    AnonymousRow{"anon_inode:[timerfd]", model::ObjectKind::timer},
    AnonymousRow{"anon_inode:[signalfd]", model::ObjectKind::signal},
    AnonymousRow{"anon_inode:[pidfd]", model::ObjectKind::child},
};

// `path`: a name by which this process reaches the object, `link` what the descriptor's link says.
model::ObjectKind kind_of(const struct stat& status, const std::string& link, const std::string& path) {
  if (S_ISFIFO(status.st_mode)) return link.starts_with("pipe:[") ? model::ObjectKind::pipe : model::ObjectKind::fifo;
  if (S_ISREG(status.st_mode) && is_message_queue(status, link, path)) return model::ObjectKind::queue;
  if (S_ISCHR(status.st_mode) && is_terminal_device(status)) return model::ObjectKind::terminal;
  if (S_ISSOCK(status.st_mode)) return kind_of_socket(path);
  if (link.starts_with("pidfd:[")) return model::ObjectKind::child;
  const auto* row = std::find_if(anonymous.begin(), anonymous.end(), [&](const AnonymousRow& r) { return r.link == link; });
  if (row != anonymous.end()) return row->kind;
  return (status.st_mode & S_IFMT) == 0 ? model::ObjectKind::other : model::ObjectKind::file;
}

model::Object identity(const struct stat& status, const std::string& link, const std::string& path) {
  if (S_ISSOCK(status.st_mode) && !link.starts_with("socket:["))  // the name of one
    return {model::ObjectKind::unix_socket, status.st_dev, status.st_ino, 0};
  return {kind_of(status, link, path), status.st_dev, status.st_ino, 0};
}

model::Access access_of(unsigned flags) {
  switch (flags & O_ACCMODE) {
    case O_RDONLY:
      return model::Access::read;
    case O_WRONLY:
      return model::Access::write;
    default:
      return model::Access::both;
  }
}

std::string directory_of(pid_t process, int directory_fd) {
  return directory_fd == AT_FDCWD ? fmt::format("/proc/{}/cwd", process) : fmt::format("/proc/{}/fd/{}", process, directory_fd);
}

std::vector<int> descriptors_of(pid_t process) {
  std::vector<int> fds;
  const std::unique_ptr<DIR, int (*)(DIR*)> folder(opendir(fmt::format("/proc/{}/fd", process).c_str()), &closedir);
  if (!folder) {
    throw_if_out_of_descriptors();
    return fds;
  }
  while (const dirent* entry = readdir(folder.get()))
    if (entry->d_name[0] != '.') fds.push_back(std::atoi(entry->d_name));
  return fds;
}

}  // namespace

std::optional<OpenFile> open_file(pid_t process, int fd) {
  const std::string path = fmt::format("/proc/{}/fd/{}", process, fd);
  struct stat status {};
  if (stat(path.c_str(), &status) != 0) return std::nullopt;
  OpenFile file;
  file.fd = fd;
  file.path = link_of(path);
  file.object = identity(status, file.path, path);
  const std::string info = read_all(fmt::format("/proc/{}/fdinfo/{}", process, fd));
  if (file.object.kind == model::ObjectKind::event) file.object = {file.object.kind, 0, number_after(info, "eventfd-id:", 10), 0};
  if (file.object.kind == model::ObjectKind::child) file.object = {file.object.kind, 0, number_after(info, "Pid:", 10), 0};
  const auto flags = static_cast<unsigned>(number_after(info, "flags:", 8));
  file.access = access_of(flags);
  file.close_on_exec = (flags & O_CLOEXEC) != 0;
  file.non_blocking = (flags & O_NONBLOCK) != 0;
  return file;
}

std::vector<OpenFile> open_files(pid_t process) {
  std::vector<OpenFile> files;
  for (const int fd : descriptors_of(process))
    if (auto file = open_file(process, fd)) files.push_back(std::move(*file));
  return files;
}

std::vector<int> open_sockets(pid_t process) {
  std::vector<int> fds = descriptors_of(process);
  std::erase_if(fds, [&](int fd) { return !link_of(fmt::format("/proc/{}/fd/{}", process, fd)).starts_with("socket:["); });
  return fds;
}

bool is_regular_file(pid_t process, int fd) {
  struct stat status {};
  return stat(fmt::format("/proc/{}/fd/{}", process, fd).c_str(), &status) == 0 && S_ISREG(status.st_mode);
}

std::optional<model::Object> object_at(pid_t process, int directory_fd, const std::string& path) {
  struct stat status {};
  const std::string full = path.starts_with('/') ? path : directory_of(process, directory_fd) + "/" + path;
  if (stat(full.c_str(), &status) != 0) return std::nullopt;
  return identity(status, path, full);
}

std::string absolute_path(pid_t process, int directory_fd, const std::string& path) {
  if (path.starts_with('/')) return path;
  return link_of(directory_of(process, directory_fd)) + "/" + path;
}

std::vector<Mapping> parse_maps(const std::string& text) {
  std::vector<Mapping> out;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    unsigned long start = 0;
    unsigned long end = 0;
    unsigned long offset = 0;
    unsigned long inode = 0;
    unsigned device_major = 0;
    unsigned device_minor = 0;
    char mode[5] = {};
    int path_at = 0;
    if (std::sscanf(line.c_str(), "%lx-%lx %4s %lx %x:%x %lu %n", &start, &end, mode, &offset, &device_major, &device_minor,
                    &inode, &path_at) < 7)
      continue;
    out.push_back({start, end, offset, makedev(device_major, device_minor), inode, mode[1] == 'w', mode[3] == 's',
                   line.substr(static_cast<std::size_t>(path_at))});
  }
  return out;
}

std::string maps_text(pid_t process) { return read_all(fmt::format("/proc/{}/maps", process)); }

std::vector<Mapping> mappings(pid_t process) { return parse_maps(maps_text(process)); }

AddressRange loader_of(pid_t process) {
  const std::string auxiliary = read_all(fmt::format("/proc/{}/auxv", process));
  std::uint64_t base = 0;
  for (std::size_t at = 0; at + 2 * sizeof base <= auxiliary.size(); at += 2 * sizeof base) {
    std::uint64_t entry[2];
    std::memcpy(entry, auxiliary.data() + at, sizeof entry);
    if (entry[0] == AT_BASE) base = entry[1];
  }
  AddressRange range;
  std::uint64_t inode = 0;
  for (const Mapping& mapping : mappings(process)) {
    if (base != 0 && mapping.start == base) {
      range = {mapping.start, mapping.end};
      inode = mapping.inode;
    } else if (mapping.inode == inode && inode != 0) {
      range.end = mapping.end;
    }
  }
  return range;
}

bool holds_lock(pid_t process, int fd) {
  return read_all(fmt::format("/proc/{}/fdinfo/{}", process, fd)).find("\nlock:") != std::string::npos;
}

bool timer_armed(pid_t process, int fd) {
  const std::string text = read_all(fmt::format("/proc/{}/fdinfo/{}", process, fd));
  return text.find("it_value:") != std::string::npos && text.find("it_value: (0, 0)") == std::string::npos;
}

std::vector<Watched> watched_by_epoll(pid_t process, int epoll_fd) {
  std::vector<Watched> out;
  std::istringstream lines(read_all(fmt::format("/proc/{}/fdinfo/{}", process, epoll_fd)));
  for (std::string line; std::getline(lines, line);) {
    Watched one;
    if (std::sscanf(line.c_str(), "tfd: %d events: %x", &one.fd, &one.events) == 2) out.push_back(one);
  }
  // The kernel's order is that of the files' addresses, which differ from run to run (fs/eventpoll.c, ep_cmp_ffd).
  std::sort(out.begin(), out.end(), [](const Watched& a, const Watched& b) { return a.fd < b.fd; });
  return out;
}

}  // namespace ipcgrade::engine::probe
