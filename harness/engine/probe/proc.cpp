#include "engine/probe/proc.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/time.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <memory>
#include <sstream>

namespace ipcgrade::engine::probe {
namespace {

std::string read_all(const std::string& path) {
  const base::Fd file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
  std::string text;
  char buffer[16384];
  for (ssize_t got = 0; file && (got = read(file.get(), buffer, sizeof buffer)) > 0;)
    text.append(buffer, static_cast<std::size_t>(got));
  return text;
}

std::string link_of(const std::string& path) {
  char buffer[4096];
  const ssize_t size = readlink(path.c_str(), buffer, sizeof buffer);
  return size < 0 ? std::string() : std::string(buffer, static_cast<std::size_t>(size));
}

bool is_terminal_device(const struct stat& status) {
  const unsigned device = major(status.st_rdev);
  return device == 4 || device == 5 || (device >= 136 && device <= 143);  // tty, console, Unix 98 pty slaves
}

model::ObjectKind kind_of(const struct stat& status, const std::string& link) {
  if (S_ISFIFO(status.st_mode)) return link.starts_with("pipe:[") ? model::ObjectKind::pipe : model::ObjectKind::fifo;
  if (S_ISREG(status.st_mode) || S_ISDIR(status.st_mode) || S_ISBLK(status.st_mode)) return model::ObjectKind::file;
  if (S_ISCHR(status.st_mode)) return is_terminal_device(status) ? model::ObjectKind::terminal : model::ObjectKind::file;
  return link == "anon_inode:[eventpoll]" ? model::ObjectKind::epoll : model::ObjectKind::other;
}

model::Object identity(const struct stat& status, const std::string& link) {
  return {kind_of(status, link), status.st_dev, status.st_ino, 0};
}

unsigned open_flags(pid_t process, int fd) {
  const std::string text = read_all(fmt::format("/proc/{}/fdinfo/{}", process, fd));
  const std::size_t at = text.find("flags:");
  return at == std::string::npos ? 0 : static_cast<unsigned>(std::strtoul(text.c_str() + at + 6, nullptr, 8));
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

}  // namespace

TaskFiles::TaskFiles(pid_t process, pid_t thread) {
  const std::string folder = fmt::format("/proc/{}/task/{}/", process, thread);
  stat_.reset(open((folder + "stat").c_str(), O_RDONLY | O_CLOEXEC));
  syscall_.reset(open((folder + "syscall").c_str(), O_RDONLY | O_CLOEXEC));
  schedstat_.reset(open((folder + "schedstat").c_str(), O_RDONLY | O_CLOEXEC));
}

bool TaskFiles::is_off_run_queue() const {
  char call[8];
  return pread(syscall_.get(), call, sizeof call, 0) <= 0 || call[0] != 'r';  // "running"
}

char TaskFiles::state() const {
  if (!is_off_run_queue()) return 'R';
  char text[128];  // pid (16 characters of name) state …
  const ssize_t size = pread(stat_.get(), text, sizeof text - 1, 0);
  if (size <= 0) return 'X';
  text[size] = 0;
  const char* const name_end = std::strrchr(text, ')');
  return name_end == nullptr || name_end + 2 >= text + size ? 'X' : name_end[2];
}

std::chrono::nanoseconds TaskFiles::cpu() const {
  char text[512];
  if (const ssize_t size = pread(schedstat_.get(), text, sizeof text - 1, 0); size > 0) {
    text[size] = 0;
    return std::chrono::nanoseconds(std::strtoll(text, nullptr, 10));
  }
  const ssize_t size = pread(stat_.get(), text, sizeof text - 1, 0);
  if (size <= 0) return {};
  text[size] = 0;
  const char* at = std::strrchr(text, ')');
  if (at == nullptr) return {};
  std::istringstream fields(at + 2);
  std::string skipped;
  for (int field = 3; field < 14; ++field) fields >> skipped;
  std::int64_t user = 0;
  std::int64_t system = 0;
  fields >> user >> system;
  return std::chrono::nanoseconds((user + system) * (1'000'000'000 / sysconf(_SC_CLK_TCK)));
}

std::optional<OpenFile> open_file(pid_t process, int fd) {
  const std::string path = fmt::format("/proc/{}/fd/{}", process, fd);
  struct stat status {};
  if (stat(path.c_str(), &status) != 0) return std::nullopt;
  OpenFile file;
  file.fd = fd;
  file.path = link_of(path);
  file.object = identity(status, file.path);
  const unsigned flags = open_flags(process, fd);
  file.access = access_of(flags);
  file.close_on_exec = (flags & O_CLOEXEC) != 0;
  return file;
}

std::vector<OpenFile> open_files(pid_t process) {
  std::vector<OpenFile> files;
  const std::unique_ptr<DIR, int (*)(DIR*)> folder(opendir(fmt::format("/proc/{}/fd", process).c_str()), &closedir);
  if (!folder) return files;
  while (const dirent* entry = readdir(folder.get())) {
    if (entry->d_name[0] == '.') continue;
    if (auto file = open_file(process, std::atoi(entry->d_name))) files.push_back(std::move(*file));
  }
  return files;
}

std::optional<model::Object> object_at(pid_t process, int directory_fd, const std::string& path) {
  struct stat status {};
  const std::string full = path.starts_with('/') ? path : directory_of(process, directory_fd) + "/" + path;
  if (stat(full.c_str(), &status) != 0) return std::nullopt;
  return identity(status, path);
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

bool holds_lock(pid_t process, int fd) {
  return read_all(fmt::format("/proc/{}/fdinfo/{}", process, fd)).find("\nlock:") != std::string::npos;
}

bool timer_armed(pid_t process, int fd) {
  const std::string text = read_all(fmt::format("/proc/{}/fdinfo/{}", process, fd));
  return text.find("it_value:") != std::string::npos && text.find("it_value: (0, 0)") == std::string::npos;
}

Patience socket_patience(pid_t process, int fd) {
  const base::Fd handle(static_cast<int>(syscall(SYS_pidfd_open, process, 0)));
  const base::Fd socket(handle ? static_cast<int>(syscall(SYS_pidfd_getfd, handle.get(), fd, 0)) : -1);
  for (const int option : {SO_RCVTIMEO, SO_SNDTIMEO}) {
    timeval limit{};
    socklen_t size = sizeof limit;
    if (!socket || getsockopt(socket.get(), SOL_SOCKET, option, &limit, &size) != 0) continue;
    if (limit.tv_sec != 0 || limit.tv_usec != 0) return Patience::limited;
  }
  return Patience::endless;
}

std::vector<int> watched_by_epoll(pid_t process, int epoll_fd) {
  std::vector<int> out;
  std::istringstream lines(read_all(fmt::format("/proc/{}/fdinfo/{}", process, epoll_fd)));
  for (std::string line; std::getline(lines, line);) {
    int fd = 0;
    if (std::sscanf(line.c_str(), "tfd: %d", &fd) == 1) out.push_back(fd);
  }
  return out;
}

std::uint64_t peak_memory(pid_t process) {
  const std::string text = read_all(fmt::format("/proc/{}/status", process));
  const std::size_t at = text.find("VmPeak:");
  return at == std::string::npos ? 0 : std::strtoull(text.c_str() + at + 7, nullptr, 10) * 1024;
}

}  // namespace ipcgrade::engine::probe
