#include "engine/probe/reading.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>

#include "base/error.hpp"

namespace ipcgrade::engine::probe {

void throw_if_out_of_descriptors() {
  if (errno == EMFILE || errno == ENFILE) throw base::SystemError(errno, "looking at a program in /proc");
}

base::Fd open_to_read(const std::string& path) {
  base::Fd file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file) throw_if_out_of_descriptors();
  return file;
}

std::string read_all(const std::string& path) {
  const base::Fd file = open_to_read(path);
  std::string text;
  char buffer[16384];
  for (ssize_t got = 0; file && (got = read(file.get(), buffer, sizeof buffer)) > 0;)
    text.append(buffer, static_cast<std::size_t>(got));
  return text;
}

std::uint64_t number_after(const std::string& text, std::string_view name, int base) {
  const std::size_t at = text.find(name);
  return at == std::string::npos ? 0 : std::strtoull(text.c_str() + at + name.size(), nullptr, base);
}

}  // namespace ipcgrade::engine::probe
