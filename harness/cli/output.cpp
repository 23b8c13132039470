#include "cli/output.hpp"

#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "base/error.hpp"
#include "base/fd.hpp"

namespace ipcgrade::cli {
namespace {

constexpr std::size_t widest = 160;
constexpr std::size_t narrowest = 60;  // sentences in less are no better than lines that the terminal breaks

// Writes and closes; close(2) too may be the first to say that the disk is full (NFS).
void fill(base::Fd fd, const std::string& text, const std::string& doing) {
  std::size_t done = 0;
  while (done < text.size()) {
    const ssize_t wrote = ::write(fd.get(), text.data() + done, text.size() - done);
    if (wrote < 0 && errno == EINTR) continue;
    done += static_cast<std::size_t>(base::check(wrote, doing.c_str()));
  }
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
  std::string temporary = path + ".XXXXXX";
  base::Fd fd(base::check(::mkostemp(temporary.data(), O_CLOEXEC), doing.c_str()));
  try {
    const mode_t mask = ::umask(0);  // mkostemp makes 0600: results get the mode that any new file gets
    ::umask(mask);
    base::check(::fchmod(fd.get(), 0666 & ~mask), doing.c_str());
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
