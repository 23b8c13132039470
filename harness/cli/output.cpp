#include "cli/output.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "base/error.hpp"
#include "base/fd.hpp"

namespace ipcgrade::cli {
namespace {

constexpr std::size_t widest = 160;
constexpr std::size_t narrowest = 60;  // sentences in less are no better than lines that the terminal breaks

void write_all(int fd, const std::string& text, const std::string& doing) {
  std::size_t done = 0;
  while (done < text.size()) {
    const ssize_t wrote = ::write(fd, text.data() + done, text.size() - done);
    if (wrote < 0 && errno == EINTR) continue;
    done += static_cast<std::size_t>(base::check(wrote, doing.c_str()));
  }
}

// Nothing may take the place of a terminal, of /dev/null or of a pipe.
bool is_special(const std::string& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0 && !S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode);
}

// Writes and closes; close(2) too may be the first to say that the disk is full (NFS).
void fill(base::Fd fd, const std::string& text, const std::string& doing) {
  write_all(fd.get(), text, doing);
  base::check(::fsync(fd.get()), doing.c_str());
  base::check(::close(fd.release()), doing.c_str());
}

}  // namespace

void print(const std::string& text) {
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size()) throw base::SystemError(errno, "writing standard output");
}

void flush_output() {
  if (std::fflush(stdout) != 0) throw base::SystemError(errno, "writing standard output");
}

void write_file(const std::string& path, const std::string& text) {
  const std::string doing = "writing " + path;
  if (is_special(path)) {
    base::Fd device(base::check(::open(path.c_str(), O_WRONLY | O_CLOEXEC), doing.c_str()));
    return write_all(device.get(), text, doing);
  }
  // mkstemp(3) would make it 0600, and umask(2) is no thread's own to ask for: results get the mode that any new file gets.
  static std::atomic<unsigned> number{0};
  const std::string temporary = fmt::format("{}.{}-{}", path, ::getpid(), ++number);
  base::Fd fd(base::check(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666), doing.c_str()));
  try {
    fill(std::move(fd), text, doing);
    base::check(::rename(temporary.c_str(), path.c_str()), doing.c_str());
  } catch (...) {
    ::unlink(temporary.c_str());
    throw;
  }
}

void make_results_folder(const std::string& path) {
  const auto refuse = [&](const std::string& why) { throw base::InputError({}, "results cannot go to '" + path + "': " + why); };
  std::error_code error;
  if (std::filesystem::exists(path, error) && !std::filesystem::is_directory(path)) refuse("it is not a folder");
  std::filesystem::create_directories(path, error);
  if (error) refuse(error.message());
  if (::access(path.c_str(), W_OK | X_OK) != 0) refuse("it may not be written");
}

report::ConsoleOptions console_options(int fd, lang::Language language) {
  report::ConsoleOptions options;
  options.language = language;
  if (::isatty(fd) == 0) return options;
  const char* no_color = std::getenv("NO_COLOR");
  const char* terminal = std::getenv("TERM");
  const bool dumb = terminal != nullptr && std::string_view(terminal) == "dumb";
  if ((no_color == nullptr || *no_color == '\0') && !dumb) options.colour = report::Colour::always;
  winsize size{};
  if (::ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
    options.width = std::clamp<std::size_t>(size.ws_col, narrowest, widest);
  return options;
}

}  // namespace ipcgrade::cli
